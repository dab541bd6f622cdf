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

/**
 * Gives an issuer the one name it has here: some of an identity provider's parts write its address with a slash at the
 * end and some without, or its host in capitals, and mean one issuer.
 */
export function issuerName(issuer: string): string {
  const [origin] = ORIGIN.exec(issuer) ?? []
  if (origin === undefined) return issuer
  let end = issuer.length
  while (issuer[end - 1] === '/') end--
  return origin.toLowerCase() + issuer.slice(origin.length, end)
}

const escapeIssuer = (issuer: string): string =>
  issuer.replaceAll('%', '%25').replaceAll('|', '%7C')

/** Tells whether a node is an account. */
export const isAccount = (node: NodeId): boolean => node.startsWith('account:')

/** Tells whether a node is a telephone number. */
export const isTelephone = (node: NodeId): boolean => node.startsWith('tel:')
