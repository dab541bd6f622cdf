import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import { SECOND } from '../../model/index.js'
import { textOf } from './readField.js'

// Kept ten minutes, waited for two seconds. When to ask again for a key nobody knows is decided
// here, and not by jose, which would first let half a minute pass after any fetch.
const KEY_SET = {
  cooldownDuration: Number.POSITIVE_INFINITY,
  cacheMaxAge: 600_000,
  timeoutDuration: 2_000,
}

/** How long no made-up key name makes this server ask again, in milliseconds. */
const COOL_DOWN = 30 * SECOND

/**
 * Finds keys in the set an issuer publishes. A key that is not in it is asked for once at once,
 * because issuers change their keys; then not again for half a minute, so that made-up key names do
 * not make this server ask and ask.
 */
export function remoteKeys(url: URL, now: () => number = Date.now): JWTVerifyGetKey {
  const find = createRemoteJWKSet(url, KEY_SET)
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null
  const askAgain = async (): Promise<void> => {
    try {
      await find.reload()
      // Only an answer begins the half minute, because a failed fetch says nothing about the keys.
      asked = now()
    } finally {
      asking = null
    }
  }
  return async (header, token) => {
    // A set that was fetched for this very token is not fetched again.
    const isOld = find.fresh
    try {
      return await find(header, token)
    } catch (error) {
      const isUnknown = isOld && textOf(error, 'code') === 'ERR_JWKS_NO_MATCHING_KEY'
      if (!isUnknown || (asking === null && now() - asked < COOL_DOWN)) throw error
      asking ??= askAgain()
      await asking
      return find(header, token)
    }
  }
}
