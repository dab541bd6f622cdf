import type { NodeId } from '../model/index.js'

/**
 * Names an account in the trust graph by its issuer and its subject there (ASVS 5.0 6.8.1: a subject means nothing
 * without its issuer). The separator is escaped in the issuer, so that no two pairs share a name.
 */
export function accountNode(issuer: string, subject: string): NodeId {
  const name = issuerName(issuer)
  return `account:${name.includes('|') || name.includes('%') ? escapeIssuer(name) : name}|${subject}`
}

// Scheme and host of a web address, in which case says nothing (RFC 3986 §6.2.2.1).
const ORIGIN = /^https?:\/\/[^/?#]{1,253}/i
// Google writes its issuer with and without the scheme (OpenID Connect for Google, validating an ID token).
const BARE_HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?::\d{1,5})?(?:\/|$)/i

/**
 * Gives an issuer the one name it has here: some of an identity provider's parts write its address with a slash at the
 * end and some without, its host in capitals, bare, or with its port, and mean one issuer.
 */
export function issuerName(issuer: string): string {
  if (PLAIN_ISSUER.test(issuer)) return issuer
  const text = issuer.normalize('NFKC').trim()
  const url = BARE_HOST.test(text) ? `https://${text}` : text
  const [origin] = ORIGIN.exec(url) ?? []
  if (origin === undefined) return text
  let end = url.length
  while (url[end - 1] === '/') end--
  return origin.toLowerCase().replace(OWN_PORT, '$1') + url.slice(origin.length, end)
}

// Nearly every issuer is written in this form, which is its name already. It is read several times at every login,
// and reading any other form takes twenty times as long.
const PLAIN_ISSUER = /^https:\/\/[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3}(?:\/[\w.~-]{1,63}){0,4}$/

// The port that a scheme has anyway, and the dot of a host's root.
const OWN_PORT = /^(https:\/\/[^:]+?)\.?(?::443)?$/

const escapeIssuer = (issuer: string): string =>
  issuer.replaceAll('%', '%25').replaceAll('|', '%7C')

/** Tells whether a node is an account. */
export const isAccount = (node: NodeId): boolean => node.startsWith('account:')

/** Tells whether a node is a telephone number. */
export const isTelephone = (node: NodeId): boolean => node.startsWith('tel:')
