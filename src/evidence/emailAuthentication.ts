import {
  type Evidence,
  fail,
  isAbsent,
  isRecord,
  type JsonObject,
  ok,
  type Result,
  toInstant,
} from '../model/index.js'
import { FOR_EVER, note, unreadable } from './facts.js'
import { bodyOf, pick, wordOf } from './fields.js'
import { either, evidenceForm, fieldsOf, flagField, oneOfField, textField, time } from './form.js'
import type { EvidenceMethod, Fact } from './method.js'
import { readMailbox } from './readNode.js'
import { timeText } from './specimen.js'

// One message of one conversation.
const ITEM = {
  kind: 'email_authentication',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  message: 'IM07',
}
// SPF and DKIM may be there too; DMARC already combines them.
const RESULT = { from: 'ada@example.com', spf: 'pass', dkim: 'pass', dmarc: 'pass' }

/** RFC 8601 §2.7 results of DMARC that say neither pass nor fail. */
const UNDECIDED: ReadonlySet<unknown> = new Set(['none', 'temperror', 'permerror', 'bestguesspass'])

/**
 * What your own mail server found about one message (RFC 8601, only your own `authserv-id`). A
 * DMARC pass, which needs alignment with the From address (RFC 7489 §3.1), makes the grade of the
 * address 2; a fail makes it 0; anything else leaves it at 1. SPF or DKIM alone say nothing about
 * the From address.
 */
export const emailAuthentication = {
  kind: 'email_authentication',
  form: evidenceForm('email_authentication', {
    needed: { at: time, conversation: textField },
    others: {
      message: textField,
      result: fieldsOf(
        {
          dmarc: either(
            oneOfField('pass', 'fail', 'none', 'temperror', 'permerror', 'bestguesspass'),
            fieldsOf({ result: textField }, { aligned: flagField }),
          ),
        },
        { from: textField, header_from: textField, spf: textField, dkim: textField },
      ),
    },
  }),
  // It speaks of one message, so it has to say of which conversation.
  bound: true,
  // A result that cannot be read may be a fail.
  mayBeRisk: true,
  read: readEmailAuthentication,
  // A pass lifts, a fail shuts; everything else changes nothing.
  specimens: () =>
    (['pass', 'fail'] as const).map((dmarc) => ({
      name: `DMARC ${dmarc}`,
      says: dmarc === 'pass' ? 'good' : 'bad',
      about: 'mailbox',
      make: ({ mailbox }, { at, conversation }) => ({
        kind: 'email_authentication',
        at: timeText(at),
        conversation,
        result: { from: mailbox, dmarc },
      }),
    })),
  examples: {
    valid: [
      { ...ITEM, result: RESULT },
      { ...ITEM, result: { ...RESULT, dmarc: 'fail' } },
      {
        ...ITEM,
        result: { headerFrom: 'ada@example.com', dmarc: { result: 'pass', aligned: true } },
      },
    ],
    // A From that is no address, no word about DMARC, or no time.
    invalid: [
      { ...ITEM, result: { ...RESULT, from: 'Ada' } },
      { ...ITEM, result: { from: 'ada@example.com', spf: 'pass', dkim: 'pass' } },
      { ...ITEM, at: undefined, result: RESULT },
    ],
    // A result that there is not may be a fail.
    unreadable: [
      { ...ITEM, result: { ...RESULT, dmarc: 'yes' } },
      { ...ITEM, result: { ...RESULT, dmarc: { aligned: true } } },
    ],
  },
} satisfies EvidenceMethod

// It may be a fail of this very message.
const UNREADABLE = { ...unreadable('unknown_value', '/result/dmarc'), within: 'platform' } as const

/**
 * Reads what one message's DMARC came to: a lift of the mailbox, a limit on the platform's word, or
 * neither.
 *
 * A fail counts before anything else is asked: it needs neither a From that can be read nor a time.
 */
function readEmailAuthentication(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  if (body === null) return ok([UNREADABLE])
  // A plain word, or the word with whether it aligned, as mail servers differ.
  const { dmarc } = body
  // Nothing said is nothing bad: the platform's word stays at 1.
  if (isAbsent(dmarc)) return fail('unknown_value', '/result/dmarc')
  const detail: JsonObject = isRecord(dmarc) ? dmarc : { result: dmarc, aligned: body['aligned'] }
  const verdict = wordOf(detail['result'])
  // Asked for the pass alone. Of any address but the one in the From header, which people see, it would lift one that the
  // message does not show.
  const node = readMailbox(body['from'] ?? pick(body, 'header_from', 'headerFrom'))
  // A failed message is failed, whoever it names.
  if (verdict === 'fail') {
    // It is about this message alone and has no end: the message stays forged.
    return ok([{ type: 'limit', code: 'dmarc_fail', on: 'platform', max: 0, ...FOR_EVER }])
  }
  if (verdict !== 'pass' && !UNDECIDED.has(verdict)) return ok([UNREADABLE])
  if (node === null) return fail('malformed', '/result/from')
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  // The domain publishes nothing, or could not be asked: neither good nor bad.
  if (UNDECIDED.has(verdict)) return ok([note('dmarc_none', '/result/dmarc')])
  // A pass for another domain than the From says nothing of the From (RFC 7489 §3.1).
  const { aligned } = detail
  if (!isAbsent(aligned) && aligned !== true) {
    return ok([note('dmarc_not_aligned', '/result/dmarc')])
  }
  return ok([{ type: 'lift', node, grade: 2, since: at }])
}
