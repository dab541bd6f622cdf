import { DAY, type Evidence, MINUTE } from '../../src/model/index.js'
import { iso, NOW } from '../trust/evidenceWorld.js'

/** A Lookup answer in which everything that could hold a number down is good. */
export const cleanLookup = (phone: string): Evidence => ({
  kind: 'lookup',
  at: iso(NOW - MINUTE),
  result: {
    phone_number: phone,
    line_type_intelligence: { type: 'mobile', error_code: null },
    sim_swap: {
      last_sim_swap: { swapped_in_period: false, swapped_period: 'P10D' },
      error_code: null,
    },
    reassigned_number: SAME_OWNER,
  },
})

const SAME_OWNER = {
  is_number_reassigned: 'no',
  last_verified_date: iso(NOW - 4_000 * DAY).slice(0, 10),
  error_code: null,
}

/** One in which its owner is still the same, and nothing else is told. */
export const sameOwner = (phone: string): Evidence => ({
  kind: 'lookup',
  at: iso(NOW - MINUTE),
  result: { phone_number: phone, reassigned_number: SAME_OWNER },
})
