import {
  type Evidence,
  isAbsent,
  isCount,
  isRecord,
  ok,
  type Result,
  toInstant,
} from '../model/index.js'
import { queriedNode } from './directory.js'
import { note, readNothing, unreadable } from './facts.js'
import { bodyOf, pick } from './fields.js'
import { anything, evidenceForm, fieldsOf, textField, time } from './form.js'
import { LOOKUP_PACKAGES, type LookupAnswer, type LookupPackage } from './lookupPackages.js'
import { lookupSpecimens } from './lookupSpecimens.js'
import type { EvidenceMethod, Fact } from './method.js'
import { readTelephone } from './readNode.js'

// What somebody asked Twilio, and when.
const ITEM = { kind: 'lookup', at: '2026-11-22T09:59:30Z' }
const NUMBER = '+14155550100'

/**
 * A Twilio Lookup v2 answer, with every package that matters for trust. It only caps trust, or
 * lifts a cap for what was not checked. A package with an `error_code`, or one that was not asked
 * for, is not known: neither good nor bad. The same is true if the request failed (`error` in place
 * of `result`).
 *
 * `query`, in the form of a directory's, names the number that was asked about. An answer about
 * another number, or one that cannot be read, may hide a risk.
 */
export const lookup = {
  kind: 'lookup',
  form: evidenceForm('lookup', {
    // Clean answers last a day from here; bad ones need no time.
    needed: { at: time },
    others: {
      query: fieldsOf({}, { phone: textField, address: textField }),
      result: fieldsOf(
        { phone_number: textField },
        {
          // Each package is read by its own file, so the form does not repeat what is in it.
          sim_swap: anything,
          line_type_intelligence: anything,
          line_status: anything,
          call_forwarding: anything,
          sms_pumping_risk: anything,
          reassigned_number: anything,
        },
      ),
      error: textField,
    },
  }),
  // A public fact of a number, whoever asks and wherever.
  bound: false,
  // An answer that cannot be read may have said that the SIM was swapped, or that the number has a
  // new owner.
  mayBeRisk: true,
  read: readLookup,
  specimens: () => lookupSpecimens,
  examples: {
    // One as the API returns it, and one as the SDK spells it.
    valid: [
      {
        ...ITEM,
        result: {
          phone_number: NUMBER,
          line_type_intelligence: { type: 'mobile', error_code: null },
        },
      },
      {
        ...ITEM,
        result: { phoneNumber: NUMBER, lineStatus: { status: 'inactive', errorCode: null } },
      },
    ],
    invalid: [],
    // About another number, or about nobody that can be read: it may hide a risk of this one.
    unreadable: [
      { ...ITEM, query: { phone: '+14155550101' }, result: { phone_number: NUMBER } },
      { ...ITEM, result: { phone_number: NUMBER, reassigned_number: { is_number_reassigned: 1 } } },
      { ...ITEM, result: { phone_number: 'none' } },
      { ...ITEM, result: { phone_number: 14155550100 } },
      { ...ITEM, result: null },
    ],
  },
} satisfies EvidenceMethod

// A risk counts whoever asked, and whenever. A clean answer counts only for the number that was
// asked about, and for a day.
function readLookup(item: Evidence): Result<readonly Fact[]> {
  // A question that failed and says nothing else is unknown: the defaults of what was not checked hold.
  const { query, error } = item
  const isFailed = !isAbsent(error)
  if (isFailed && isAbsent(item['result'])) return ok([FAILED])
  const result = item['result'] === null ? null : bodyOf(item)
  if (result === null) return readNothing('malformed', '/result')
  // Twilio writes back the number that it looked up; of any other this says nothing.
  const node = readTelephone(pick(result, 'phone_number', 'phoneNumber'))
  if (node === null) return readNothing('malformed', '/result/phone_number')
  if (!isAbsent(query) && !(isRecord(query) && queriedNode(query) === node)) {
    return readNothing('other_number', '/result/phone_number')
  }
  // A risk counts without a time; a clean answer of unknown age is none.
  const at = toInstant(item['at'])
  const facts: Fact[] = at === null ? [note('malformed_time', '/at')] : []
  for (const one of LOOKUP_PACKAGES) {
    // The API spells a package one way and the SDK another; what was not asked for is not there at all.
    const data = pick(result, one.name, one.camel)
    if (data !== undefined) facts.push(...readPackage(one, data, { node, at }))
  }
  return ok(isFailed ? [FAILED, ...facts.filter(isNoGoodNews)] : facts)
}

/** Reads what one package says. One with an `error_code` says nothing good; what it says beside it may still be bad. */
function readPackage(
  { name, read }: LookupPackage,
  data: unknown,
  asked: Omit<LookupAnswer, 'path'>,
): readonly Fact[] {
  const path = `/result/${name}`
  const failed = isRecord(data) ? pick(data, 'error_code', 'errorCode') : undefined
  // Twilio numbers its errors; anything else in that place may hide one.
  if (!isRecord(data) || (failed !== undefined && !isCount(failed))) {
    return [unreadable('malformed', path)]
  }
  // The place comes first and the rest is added, because engines take ten times as long the other way round,
  // for each package.
  const said = read(data, { path, ...asked })
  if (failed === undefined) return said
  return [note('lookup_error', path), ...said.filter(isNoGoodNews)]
}

// The answer is neither good nor bad. It is named, and changes nothing.
const FAILED = note('lookup_failed', '/error')

// What an answer says beside its error may still be bad, and is never clean.
const isNoGoodNews = ({ type }: Fact): boolean => type !== 'clean'
