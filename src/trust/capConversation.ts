import { type Cap, NEVER, type Resolution } from '../model/index.js'
import type { UnreadableRisk } from './facts.js'
import type { Graph } from './graph.js'
import { type Ceiling, FREE, findings, lowest } from './trustFindings.js'

/** Caps that tell what the directory holds, and that no answer to the person may show. */
export const OF_DIRECTORY: readonly string[] = ['directory_unknown', 'subject_unknown']

/**
 * Tells how far the whole conversation is capped, by risks about it and by items that could not be read.
 */
export const capConversation = ({ facts, caps }: Graph): Ceiling =>
  facts.unreadable.length === 0
    ? caps.conversation
    : lowest([caps.conversation, ...facts.unreadable.map(capUnreadable)])

/**
 * Caps the conversation at `claimed` for an item that may be a risk and could not be read, whole or in part. Only a
 * proof that cannot be read counts as absent.
 */
function capUnreadable({ code, at }: UnreadableRisk): Ceiling {
  const cap: Cap = { code, max: 1, on: 'conversation', at }
  return { max: cap.max, caps: [cap], found: findings([{ code, at }], NEVER, [code]) }
}

/**
 * Tells how far the conversation is capped because it speaks of several customers. It is a risk where more than a claim
 * leads to any of them.
 */
export function capSplit(resolution: Resolution, isProved: boolean): Ceiling {
  if (resolution !== 'conflict' && resolution !== 'ambiguous') return FREE
  const found = findings([{ code: resolution }], NEVER, isProved ? [resolution] : [])
  // Which of them it is, every way says by its own cap; a contradiction has no way to say it on.
  if (resolution === 'ambiguous') return { max: 4, caps: [], found }
  return { max: 1, caps: [{ code: resolution, max: 1, on: 'conversation' }], found }
}
