import { parseIdentifier } from '../channels/index.js'
import type { NodeId } from '../model/index.js'
import { isTelephone } from './accountNode.js'

/** Reads whom a field names; `null` where it is no text, or names nobody. */
export const readNode = (value: unknown): NodeId | null =>
  typeof value === 'string' ? parseIdentifier(value) : null

/** Reads the telephone number that a field names; `null` for anything else. */
export function readTelephone(value: unknown): NodeId | null {
  const node = readNode(value)
  return node !== null && isTelephone(node) ? node : null
}

/** Reads the mailbox that a field names; `null` for anything else. */
export function readMailbox(value: unknown): NodeId | null {
  const node = readNode(value)
  return node?.startsWith('mailto:') === true ? node : null
}
