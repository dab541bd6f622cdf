import { findChannel } from '../../channels/index.js'
import {
  type Audience,
  type Decision,
  type Engagement,
  isRecord,
  isSid,
  NO_PLACE,
  NO_REQUEST,
  type RedactionAction,
  type Request,
  type StepUp,
  toRequest,
} from '../../model/index.js'
import type { CountersignAttributes, RedactionSummary } from './attributeShape.js'
import { keyAnswers, keyDisclosures } from './keyedAnswers.js'

/**
 * What made the weakest edge of the path of trust, such as `platform` or `verify_check`; `none`
 * without a path.
 */
export const nameBottleneck = ({ trust }: Decision): string =>
  trust.path.find((edge) => edge.bottleneck === true)?.by ?? 'none'

/**
 * The channel by its own name; empty where it is none that is known. A decision of an earlier
 * version does not carry it: then the engagement's word for it is looked up.
 */
export function channelDecided(engagement: Engagement, { channel }: Partial<Decision>): string {
  if (channel !== undefined) return channel
  const contact: unknown = isRecord(engagement) ? engagement['contact'] : undefined
  const word = isRecord(contact) ? contact['channel'] : undefined
  return typeof word === 'string' ? (findChannel(word)?.name ?? '') : ''
}

/**
 * Whom somebody acts for, and as what. A decision names both only once they are verified and a tie
 * says so; below that nothing of it is said here either, whatever a decision that was made
 * elsewhere holds.
 */
export function describeActing({
  acting,
  trust,
}: Decision): Pick<CountersignAttributes, 'acting_for' | 'acting_as'> {
  const isShown = acting !== undefined && acting.as.length > 0 && trust.write >= 3
  return isShown
    ? { acting_for: acting.subject, acting_as: acting.as }
    : { acting_for: null, acting_as: [] }
}

/** The codes of a decision's reasons, each once. */
export const listReasons = ({ reasons }: Decision): readonly string[] => [
  ...new Set(reasons.map((reason) => reason.code)),
]

/**
 * The step-up plans that would open something the person asked for, preferred first; methods that
 * are needed together are joined by `+`. Where nothing asked for is missing nobody is to be asked
 * for proof, whatever else it would open.
 */
export const listStepUp = (engagement: Engagement, decision: Decision): readonly string[] =>
  plansForAsked(engagement, decision).map(({ methods }) => methods.join('+'))

/** What was asked for, read as the decision read it: nothing for what cannot be read. */
const askedIn = (engagement: Engagement): Request => toRequest(engagement, NO_PLACE) ?? NO_REQUEST

/**
 * What the proof of the preferred plan is to be given for; empty where it need not say, or there is
 * no plan.
 */
export function nameStepUpPurpose(engagement: Engagement, decision: Decision): string {
  const { classes, actions } = askedIn(engagement)
  const [plan] = plansForAsked(engagement, decision)
  const asked = [...actions, ...classes]
  return asked.find((name) => plan?.purposes?.includes(name)) ?? ''
}

function plansForAsked(engagement: Engagement, { stepUp }: Decision): readonly StepUp[] {
  const { classes, actions } = askedIn(engagement)
  return stepUp.filter(({ opens }) =>
    opens.some((name) => classes.includes(name) || actions.includes(name)),
  )
}

/**
 * The first 12 hexadecimal digits of a policy's digest: enough to tell versions apart in a task.
 */
export const shortenDigest = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 12)

// A fact from the business: nothing that the person says chooses a worker.
function nameKnownWorker(engagement: Engagement): string | null {
  const { known_worker: worker } = askedIn(engagement).context
  return isSid(worker, 'WK') ? worker : null
}

/**
 * Says all that a decision says, in the words and keys of task attributes. A task is seen by
 * whoever gets it: what was decided for somebody of the staff stays out of it, and what nobody in
 * particular may see is written.
 */
export function describeDecision(engagement: Engagement, made: Decision): CountersignAttributes {
  const decision: Decision = { ...made, ...made.shared }
  const { trust, route, policy } = decision
  return {
    shape: 1,
    status: 'decided',
    level: trust.level,
    rank: trust.rank,
    write: trust.write,
    read: trust.read,
    resolution: trust.resolution,
    customer: trust.customer,
    ...describeActing(decision),
    bottleneck: nameBottleneck(decision),
    route: route.id,
    queue: route.queue,
    priority: route.priority,
    skills: route.skills,
    known_worker: nameKnownWorker(engagement),
    channel: channelDecided(engagement, decision),
    redaction: summarizeRedaction(decision),
    disclosure: keyDisclosures(Object.entries(decision.disclosure)),
    actions: keyAnswers(Object.entries(decision.actions)),
    step_up: listStepUp(engagement, decision),
    reasons: listReasons(decision),
    valid_until: decision.validUntil,
    policy: policy.name,
    version: policy.version,
    digest: shortenDigest(policy.digest),
    shed: [],
  }
}

/** The same shape with nothing decided: everything withheld. */
export const WITHHELD_ATTRIBUTES: CountersignAttributes = {
  shape: 1,
  status: 'withheld',
  level: 'anonymous',
  rank: 0,
  write: 0,
  read: 0,
  resolution: 'none',
  customer: null,
  acting_for: null,
  acting_as: [],
  bottleneck: 'none',
  route: '',
  queue: '',
  priority: 0,
  skills: [],
  known_worker: null,
  channel: '',
  redaction: {
    customer: 'drop',
    agent: 'drop',
    bot: 'drop',
    log: 'drop',
    insights: 'drop',
    memory: 'drop',
  },
  disclosure: {},
  actions: {},
  step_up: [],
  reasons: [],
  valid_until: null,
  policy: '',
  version: 0,
  digest: '',
  shed: [],
}

/** What is done with text by default, by audience; `drop` where no rule says it. */
function summarizeRedaction({ redaction }: Decision): RedactionSummary {
  const byDefault = (audience: Audience): RedactionAction =>
    redaction[audience].find((rule) => rule.target === 'text' && rule.identifier === 'default')
      ?.action ?? 'drop'
  return {
    customer: byDefault('customer'),
    agent: byDefault('agent'),
    bot: byDefault('bot'),
    log: byDefault('log'),
    insights: byDefault('insights'),
    memory: byDefault('memory'),
  }
}
