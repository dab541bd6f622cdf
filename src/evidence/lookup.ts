import { parseIdentifier } from '../channels/index.js'
import type { Evidence } from '../model/engagement.js'
import { toInstant } from '../model/instant.js'
import { fail, ok, type Result } from '../model/result.js'
import { isTelephone } from './accountNode.js'
import { bodyOf, isFields, pick } from './fields.js'
import { LOOKUP_PACKAGES } from './lookupPackages.js'
import type { Fact, Method } from './method.js'

const ITEM = { kind: 'lookup', at: '2026-11-22T09:59:30Z' }
const NUMBER = '+14155550100'

/**
 * A Twilio Lookup v2 answer, with every package that bears on trust. It only ever caps, or lifts the cap of what was
 * not checked. A package with an `error_code`, or not asked for, is unknown: neither good nor bad.
 */
export const lookup: Method = {
  kind: 'lookup',
  bound: false,
  read: readLookup,
  examples: {
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
    invalid: [
      { ...ITEM, result: { phone_number: 'none' } },
      { ...ITEM, result: { phone_number: 14155550100 } },
      { ...ITEM, result: null },
    ],
  },
}

function readLookup(item: Evidence): Result<readonly Fact[]> {
  const result = item['result'] === null ? null : bodyOf(item)
  if (result === null) return fail('malformed', '/result')
  const number = pick(result, 'phone_number', 'phoneNumber')
  const node = typeof number === 'string' ? parseIdentifier(number) : null
  if (node === null || !isTelephone(node)) return fail('malformed', '/result/phone_number')
  const at = toInstant(item['at'])
  const facts: Fact[] = []
  if (at === null) facts.push({ type: 'note', code: 'malformed_time', path: '/at' })
  for (const { name, camel, read } of LOOKUP_PACKAGES) {
    const data = pick(result, name, camel)
    if (data === undefined) continue
    const path = `/result/${name}`
    if (!isFields(data)) {
      facts.push({ type: 'note', code: 'malformed', path })
      continue
    }
    if (pick(data, 'error_code', 'errorCode') !== undefined) {
      facts.push({ type: 'note', code: 'lookup_error', path })
      continue
    }
    read(data, node, at, facts, path)
  }
  return ok(facts)
}
