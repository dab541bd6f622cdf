import type { NodeId } from '../model/contact.js'

/**
 * Names an account in the trust graph by its issuer and its subject there (ASVS 5.0 6.8.1: a subject means nothing
 * without its issuer). The separator is escaped in the issuer, so that no two pairs share a name.
 */
export const accountNode = (issuer: string, subject: string): NodeId =>
  `account:${issuer.includes('|') || issuer.includes('%') ? escapeIssuer(issuer) : issuer}|${subject}`

const escapeIssuer = (issuer: string): string =>
  issuer.replaceAll('%', '%25').replaceAll('|', '%7C')

/** Tells whether a node is an account. */
export const isAccount = (node: NodeId): boolean => node.startsWith('account:')

/** Tells whether a node is a telephone number. */
export const isTelephone = (node: NodeId): boolean => node.startsWith('tel:')
