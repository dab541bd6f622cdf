import { DAY, type Evidence, HOUR, MINUTE } from '../../model/index.js'
import { iso, SCENE } from './scene.js'

/** What was found out about a phone number. */
export interface Check {
  readonly name: string
  /** The risk it raises; `null` for none. */
  readonly risk: string | null
  lookup(phone: string): Evidence
}

const check = (
  name: string,
  risk: string | null,
  packages: Readonly<Record<string, unknown>>,
): Check => ({
  name,
  risk,
  lookup: (phone) => ({
    kind: 'lookup',
    at: iso(SCENE.at - MINUTE),
    result: { phone_number: phone, ...packages },
  }),
})

const swapped = (ago: number) => ({
  sim_swap: {
    last_sim_swap: { last_sim_swap_date: iso(SCENE.at - ago), swapped_in_period: true },
    error_code: null,
  },
})

/** Every check of a number that weighs anything: all clean, and each bad answer by itself. */
export const CHECKS: readonly Check[] = [
  check('clean', null, {
    sim_swap: {
      last_sim_swap: { swapped_in_period: false, swapped_period: 'P10D' },
      error_code: null,
    },
    line_type_intelligence: { type: 'mobile', error_code: null },
    reassigned_number: {
      is_number_reassigned: 'no',
      last_verified_date: iso(SCENE.at - 4_000 * DAY).slice(0, 10),
      error_code: null,
    },
  }),
  check('SIM swapped an hour ago', 'sim_swap', swapped(HOUR)),
  check('SIM swapped two days ago', 'sim_swap', swapped(2 * DAY)),
  check('SIM swapped five days ago', 'sim_swap', swapped(5 * DAY)),
  check('SIM swapped eight days ago', 'sim_swap', swapped(8 * DAY)),
  check('reassigned', 'reassigned', {
    reassigned_number: { is_number_reassigned: 'yes', error_code: null },
  }),
  check('non-fixed VoIP', 'non_fixed_voip', {
    line_type_intelligence: { type: 'nonFixedVoip', error_code: null },
  }),
  check('line of no person', 'line_not_personal', {
    line_type_intelligence: { type: 'tollFree', error_code: null },
  }),
  check('line inactive', 'line_inactive', {
    line_status: { status: 'inactive', error_code: null },
  }),
  check('calls forwarded', 'call_forwarding', {
    call_forwarding: { call_forwarding_enabled: true, error_code: null },
  }),
]
