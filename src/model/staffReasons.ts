import { because } from './riskReasons.js'

/**
 * Reasons about whoever of the staff would see the answer, and about breaking the glass. An agent
 * is nobody until the business's own server says who they are, so most of these say what could not
 * be found out.
 */
export const STAFF_REASONS = {
  role_not_allowed: because(
    'Whoever of the staff would see it has none of the roles that the rule names, or it is not known who that is.',
    'Hand it to somebody of such a role, or pass who it is as `agent`, from your own server.',
  ),
  agent_unknown: because(
    'Who of the staff is asking could not be found out.',
    'Look at the token, and at what answers for it.',
  ),
  store_failed: because(
    'The store did not answer, so it is not known what was opened before, and nothing was opened now.',
    'See why the store failed, and ask again.',
  ),
  store_busy: because(
    'Others kept writing in the same place of the store, so nothing was opened.',
    'Ask again; where it goes on, look at who calls.',
  ),
  deadline_exceeded: because(
    'The store was too slow, so nothing was opened.',
    'Look at how long the store takes, and ask again.',
  ),
  break_glass_reason_unknown: because(
    'The reason for breaking the glass is none of the policy.',
    'Name one of its codes.',
  ),
  break_glass_worker_unknown: because(
    'Whoever of the staff breaks the glass has no name.',
    "Pass the worker's SID as `agent.worker`.",
  ),
  break_glass_for_another: because(
    'It was opened for another worker than the one who would see it.',
    'Let whoever sees it ask, and have that approved.',
  ),
  break_glass_role_not_allowed: because(
    'Whoever breaks the glass has none of the roles that may.',
    'Hand it to somebody who may.',
  ),
  break_glass_not_approved: because(
    'Whoever approved it has none of the roles that may.',
    'Let somebody approve it who may.',
  ),
  break_glass_not_yet: because(
    'The approval is dated after the decision.',
    "Look at the clocks, or at the test's time.",
  ),
  break_glass_not_recorded: because(
    'Nobody kept the record that the glass was broken, so it stayed shut.',
    'Set `record` of the decide handler, and look at why it failed or was late.',
  ),
  break_glass_expired: because('Its time is over.', 'Ask again, and have it approved again.'),
} as const
