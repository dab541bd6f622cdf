import { because, CHECK_CLOCKS } from './riskReasons.js'

/**
 * Reasons about whoever of the staff would see the answer, and about breaking the glass. An agent
 * is nobody until the business's own server says who they are, so most of these say what could not
 * be found out.
 */
export const STAFF_REASONS = {
  role_not_allowed: because(
    'The agent who would see it has none of the roles that the rule names, or it is not known who the agent is.',
    'Hand the conversation to an agent with such a role, or pass the agent as `agent` from your own server.',
  ),
  agent_unknown: because(
    'It could not be found out which agent is asking.',
    'Check the token of the agent, and the service that checks it.',
  ),
  store_failed: because(
    'The store did not answer. So it is not known what was opened before, and nothing was opened now.',
    'Find out why the store failed, then ask again.',
  ),
  store_busy: because(
    'Other calls kept writing to the same entry of the store, so nothing was opened.',
    'Ask again. If it happens again, find out which calls write there.',
  ),
  deadline_exceeded: because(
    'The answer did not come within the time allowed, so nothing was opened.',
    'Find out which call was slow, then ask again. The time allowed is a setting.',
  ),
  break_glass_reason_unknown: because(
    'The policy does not name this reason for breaking the glass.',
    'Give one of the reasons under `break_glass` of the policy.',
  ),
  break_glass_worker_unknown: because(
    'The agent who breaks the glass is not named.',
    'Pass the SID of the worker as `agent.worker`.',
  ),
  break_glass_for_another: because(
    'The glass was broken for a different agent from the one who would see the data.',
    'Let the agent who will see the data ask, and let a second person approve it.',
  ),
  break_glass_role_not_allowed: because(
    'The agent who breaks the glass has none of the roles that may.',
    'Hand the conversation to an agent with such a role.',
  ),
  break_glass_not_approved: because(
    'The person who approved it has none of the roles that may approve.',
    'Ask a person with such a role to approve it.',
  ),
  break_glass_not_yet: because('The approval has a later time than the decision.', CHECK_CLOCKS),
  break_glass_not_recorded: because(
    'The record that the glass is broken was not kept, so the glass stays closed.',
    'Set `record` of the decide handler. If it is set, find out why it failed or was late.',
  ),
  break_glass_expired: because(
    'The time for which the glass was broken is over.',
    'Ask again, and let a second person approve it again.',
  ),
} as const
