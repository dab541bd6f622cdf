import { type Agent, type BreakGlass, DAY, HOUR, MINUTE } from '../../src/model/index.js'
import { type Choose, iso, NOW } from '../trust/evidenceWorld.js'
import { EMERGENCIES, pick, ROLES, some } from './words.js'

// One worker in two spellings, another, and what is no name.
const WORKERS = ['WK01', 'wk01', 'WK02', 'lead@example.com'] as const

/** Makes somebody of the staff, mostly with a role, and one that no policy knows. */
const makeAgent = (choose: Choose): Agent => ({
  ...(choose(4) > 0 && { worker: pick(choose, WORKERS) }),
  roles: some(choose, [...ROLES, 'intern'], choose(4) === 0 ? 0 : 1),
})

/** Makes that somebody breaks the glass: mostly as it should be, and sometimes not. */
const makeBreaking = (choose: Choose, { worker = 'WK01' }: Agent): BreakGlass => ({
  reason: pick(choose, [...EMERGENCIES, ...EMERGENCIES, 'curiosity']),
  requestedBy: pick(choose, [worker, worker, worker, 'WK01']),
  approvedBy: {
    worker: pick(choose, ['WK03', 'WK03', 'WK03', worker]),
    roles: some(choose, ROLES),
  },
  at: iso(NOW - pick(choose, [0, 1_000, 4 * MINUTE, 14 * MINUTE, 50 * MINUTE, DAY, -MINUTE])),
  ...(choose(4) === 0 && {
    until: pick(choose, [iso(NOW + MINUTE), iso(NOW + HOUR), iso(NOW), 'soon']),
  }),
})

/** Makes who of the staff would see the answer, and whether they break the glass. */
export function makeStaff(choose: Choose): {
  readonly agent?: Agent
  readonly breakGlass?: BreakGlass
} {
  if (choose(2) === 0) return {}
  const agent = makeAgent(choose)
  return { agent, ...(choose(2) === 0 && { breakGlass: makeBreaking(choose, agent) }) }
}
