import type { JsonObject } from '../model/index.js'
import { knownLogins } from './loginKinds.js'
import type { ReadingSettings } from './method.js'
import { sayLogin } from './sayLogin.js'
import { bindingOf, type Specimen, timeText } from './specimen.js'

/** Who keeps the accounts of specimens: where a policy names no issuer, any stands for all. */
export const ANY_ISSUER = 'https://login.example.com'

/**
 * Makes a login of every worth, with or without the record that the issuer keeps for it. When it was shown may be
 * later than when the person logged in.
 */
export const loginSpecimens = (settings: ReadingSettings): readonly Specimen[] =>
  knownLogins(settings).map((login) => ({
    name: sayLogin(login),
    says: 'proof',
    about: 'account',
    issuer: login.issuer ?? ANY_ISSUER,
    make: ({ account, customer }, stamp) => ({
      kind: 'session',
      ...(stamp.seen !== undefined && { at: timeText(stamp.seen) }),
      ...bindingOf(stamp),
      issuer: login.issuer ?? ANY_ISSUER,
      ...(login.amr.length > 0 && { amr: login.amr }),
      ...(login.acr !== undefined && { acr: login.acr }),
      subject: account,
      ...(customer !== null && { customer }),
      authTime: timeText(stamp.at),
      expires: timeText(stamp.expires),
    }),
  }))

/**
 * Makes links of the address they write from to a login, in an earlier conversation; and the word that it is over.
 */
export const linkSpecimens = (settings: ReadingSettings): readonly Specimen[] => {
  // The first that the policy trusts, or any.
  const issuer = settings.issuers[0]?.issuer ?? ANY_ISSUER
  // A link lasts until it is undone, so it says nothing of when it ends.
  const link = (name: string, says: Specimen['says'], fields: JsonObject): Specimen => ({
    name,
    says,
    about: 'address',
    make: ({ address, account, customer }, { at }) => ({
      kind: 'account_link',
      at: timeText(at),
      conversation: EARLIER,
      address,
      issuer,
      subject: account,
      ...(customer !== null && { customer }),
      ...fields,
    }),
  })
  return [
    link('linked to a login', 'good', { status: 'linked' }),
    link('unlinked from a login', 'bad', { status: 'unlinked' }),
  ]
}

// Another conversation than the one that is decided: a link made there may count here.
const EARLIER = 'CH00'
