import { type Evidence, fail, isRecord, ok, type Result } from '../model/index.js'
import { note } from './facts.js'
import { bodyOf } from './fields.js'
import { anything, evidenceForm, fieldsOf, textField, time } from './form.js'
import type { EvidenceMethod, Fact } from './method.js'

const ITEM = { kind: 'bot_handover', at: '2026-11-22T10:00:00Z', conversation: 'CH01' }

/**
 * What a bot or virtual agent hands over. The words of a bot are claims, whatever they say about
 * levels and verification, because the bot heard them in the conversation. A backend that verified
 * somebody writes its own evidence.
 */
export const botHandover = {
  kind: 'bot_handover',
  form: evidenceForm('bot_handover', {
    // Nothing in it is read as a level, whatever it is called, so the form names none.
    needed: { at: time, conversation: textField },
    others: { result: fieldsOf({}, { claims: anything, summary: textField }) },
  }),
  bound: true,
  mayBeRisk: false,
  read: readBotHandover,
  // It proves nothing and is no risk, so no example needs it.
  specimens: () => [],
  examples: {
    valid: [
      { ...ITEM, result: { claims: { email: 'ada@example.com', verified: true, trust_level: 4 } } },
      { ...ITEM, result: { summary: 'wants a refund' } },
    ],
    invalid: [
      { ...ITEM, result: 'verified' },
      { ...ITEM, result: { claims: ['verified'] } },
    ],
  },
} satisfies EvidenceMethod

// More than any bot asks of a person in one conversation.
const MOST_CLAIMS = 256

// Every text that the bot passed on may name the person, and names them as they would themselves:
// as a claim.
function readBotHandover(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return fail('malformed', '/result')
  // A summary is the bot's own words: not even a claim of the person's.
  const claims = body['claims'] ?? {}
  if (!isRecord(claims)) return fail('malformed', '/result/claims')
  const facts: Fact[] = [note('claims_only', '')]
  const said = Object.values(claims)
  if (said.length > MOST_CLAIMS) return fail('too_many', '/result/claims')
  for (const value of said) {
    // Only text can name somebody; a flag or a number says nothing of who writes.
    if (typeof value === 'string') facts.push({ type: 'said', text: value })
  }
  return ok(facts)
}
