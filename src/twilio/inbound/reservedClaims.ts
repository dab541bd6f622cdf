import { RESERVED_KEYS } from '../../model/index.js'

/**
 * Words that Flex, Insights, TaskRouter workflows or this library read as decided facts. A claim
 * under such a key would be taken for one as soon as somebody spreads the claims into attributes,
 * so it is dropped.
 */
const WORDS = (
  'assignmentstatus assurance assurancelevel auth authenticated authentication callsid ' +
  'channel channelsid channeltype claimed claims conversation conversations conversationsid ' +
  'countersign customeraddress customers decision direction disclosure evidence hipaaenabled ' +
  'identity ignoreagent initiatedby instancesid isadmin isagent isauthenticated isstaff ' +
  'istrusted isverified knownworker knownworkersid level participantsid priority ' +
  'proxysession queue queuesid rank redaction reservationattributes role roles route routing ' +
  'skill skills targetsid targetworker taskchannel taskchannelsid tasksid transfertargettype ' +
  'worker workersid workflow workflowsid workspacesid'
).split(' ')

/** Beginnings with the same effect: `trustLevel`, `verifiedBy`, `flexInteractionSid`. */
const BEGINNINGS = ['trust', 'verified', 'verification', 'flex'] as const

/** The words above, to be looked up. */
const RESERVED: ReadonlySet<string> = new Set(WORDS)

/**
 * Tells whether a step of a key would reach a prototype, in any disguise: `__PROTO__`, `__proto__`
 * with an unseen character in it, `-proto-`.
 */
export function isPolluting(step: string): boolean {
  const folded = fold(step)
  return RESERVED_KEYS.has(folded) || RESERVED_KEYS.has(`__${lettersOf(folded)}__`)
}

/**
 * Tells whether a step of a key is read elsewhere as a decided fact, in any case, spacing or width:
 * `isVerified`, `is-verified`, `IS_VERIFIED`.
 */
export function isReserved(step: string): boolean {
  const letters = lettersOf(fold(step))
  return RESERVED.has(letters) || BEGINNINGS.some((beginning) => letters.startsWith(beginning))
}

/** What nearly all keys are: nothing has to be done to them. */
export const PLAIN_KEY = /^[A-Za-z0-9_]{1,100}$/

// A plain key, as nearly all are, has nothing to fold but its case.
const fold = (step: string): string =>
  PLAIN_KEY.test(step)
    ? step.toLowerCase()
    : step
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')
        .toLowerCase()

/** Letters and digits alone. */
const lettersOf = (folded: string): string => folded.replaceAll(/[^a-z0-9]/g, '')
