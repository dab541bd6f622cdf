import { DAY, HOUR, type Instant, type JsonObject } from '../model/index.js'
import { type Specimen, timeText } from './specimen.js'

/** Makes one answer of Lookup v2 about the number, with these packages in it. */
const check = (
  name: string,
  says: Specimen['says'],
  packages: (at: Instant) => JsonObject,
): Specimen => ({
  name,
  says,
  about: 'phone',
  make: ({ phone }, { at }) => ({
    kind: 'lookup',
    at: timeText(at),
    result: { phone_number: phone, ...packages(at) },
  }),
})

/** One that caps the number. */
const bad = (name: string, packages: (at: Instant) => JsonObject): Specimen =>
  check(name, 'bad', packages)

// The way Twilio returns a swap: a date, and whether it lies within the period that was asked
// about.
const swapped =
  (ago: number) =>
  (at: Instant): JsonObject => ({
    sim_swap: {
      last_sim_swap: { last_sim_swap_date: timeText(at - ago), swapped_in_period: true },
      error_code: null,
    },
  })

/** One package with these fields, asked for and answered: `error_code` is null. */
const plain = (name: string, fields: JsonObject) => (): JsonObject => ({
  [name]: { ...fields, error_code: null },
})

/** The name of what a swap of an hour ago looks like. */
export const SWAPPED = 'SIM swapped an hour ago'

/**
 * Every check of a number that changes anything: all clean, and each bad answer by itself. The desk
 * of a report and counterexamples use these names.
 */
export const lookupSpecimens: readonly Specimen[] = [
  // Asked about for longer than any swap weighs, and since before any tie of a specimen was made.
  check('clean', 'good', (at) => ({
    sim_swap: {
      last_sim_swap: { swapped_in_period: false, swapped_period: 'P10D' },
      error_code: null,
    },
    line_type_intelligence: { type: 'mobile', error_code: null },
    reassigned_number: {
      is_number_reassigned: 'no',
      last_verified_date: timeText(at - 4_000 * DAY).slice(0, 10),
      error_code: null,
    },
  })),
  // One in each window in which a swap counts differently: 24 hours, 72 hours, 7 days, and 10.
  bad(SWAPPED, swapped(HOUR)),
  bad('SIM swapped two days ago', swapped(2 * DAY)),
  bad('SIM swapped five days ago', swapped(5 * DAY)),
  bad('SIM swapped eight days ago', swapped(8 * DAY)),
  // Every other bad answer, each with a cap or a flag of its own.
  bad('reassigned', plain('reassigned_number', { is_number_reassigned: 'yes' })),
  bad('non-fixed VoIP', plain('line_type_intelligence', { type: 'nonFixedVoip' })),
  bad('line of no person', plain('line_type_intelligence', { type: 'tollFree' })),
  bad('line inactive', plain('line_status', { status: 'inactive' })),
  bad('calls forwarded', plain('call_forwarding', { call_forwarding_enabled: true })),
  bad('draws fraud traffic', plain('sms_pumping_risk', { carrier_risk_category: 'high' })),
]
