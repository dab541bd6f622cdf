import type { Category } from '../model/assessment.js'
import type { Rank } from '../model/level.js'

/** A way to make a business surer who is asking, and what it is worth at best. */
export interface StepUpMethod {
  readonly name: string
  /** Other words for it, the kind of evidence it yields among them where that says which. */
  readonly aliases: readonly string[]
  /** The kind of evidence it yields. */
  readonly kind: string
  readonly via?: string
  /** The most it can prove of who is asking. */
  readonly grade: Rank
  readonly categories: readonly Category[]
  /** What it depends on: two methods with one cause count once. */
  readonly cause: string
  readonly phishable: boolean
  /** Bad risks in public view that leave it worthless, by code. */
  readonly spoiledBy: readonly string[]
  /** Whether it proves who is at the other end of this very session, and so who reads. */
  readonly movesRead: boolean
}

// Codes sent to a number depend on its SIM, whichever way they travel (NIST SP 800-63B-4 §3.1.3.3).
const SIM_RISKS = ['sim_swap', 'reassigned', 'line_inactive', 'sms_pumping']

const method = (
  name: string,
  kind: string,
  rest: Partial<Omit<StepUpMethod, 'name' | 'kind'>>,
): StepUpMethod => ({
  name,
  kind,
  aliases: [],
  grade: 3,
  categories: ['possession'],
  cause: name,
  phishable: true,
  spoiledBy: [],
  movesRead: true,
  ...rest,
})

/** Every step-up method. Adding one takes a line here. */
export const stepUpMethods: readonly StepUpMethod[] = [
  method('login', 'session', { aliases: ['session'], categories: ['knowledge'], cause: 'idp' }),
  method('portal', 'session', { categories: ['knowledge'], cause: 'idp' }),
  method('verify_sms', 'verify_check', {
    aliases: ['verify_check', 'otp_sms'],
    via: 'sms',
    cause: 'sim',
    spoiledBy: [...SIM_RISKS, 'non_fixed_voip', 'call_forwarding'],
  }),
  method('verify_call', 'verify_check', {
    via: 'call',
    cause: 'sim',
    spoiledBy: [...SIM_RISKS, 'non_fixed_voip', 'call_forwarding'],
  }),
  method('verify_whatsapp', 'verify_check', {
    via: 'whatsapp',
    cause: 'sim',
    spoiledBy: SIM_RISKS,
  }),
  method('verify_email', 'verify_check', { via: 'email', cause: 'mailbox' }),
  method('push', 'factor_challenge', {
    aliases: ['factor_challenge'],
    via: 'push',
    cause: 'device',
  }),
  method('totp', 'factor_challenge', { via: 'totp', cause: 'device' }),
  method('passkey', 'factor_challenge', {
    aliases: ['passkeys'],
    via: 'passkeys',
    grade: 4,
    cause: 'device',
    phishable: false,
  }),
  method('account_link', 'account_link', { categories: ['knowledge'], cause: 'idp' }),
  method('agent_callback', 'agent_attestation', {
    aliases: ['agent_attestation'],
    cause: 'sim',
    spoiledBy: [...SIM_RISKS, 'call_forwarding'],
    movesRead: false,
  }),
]

/** Finds a step-up method by its name or another word for it. */
export const stepUpMethodOf = (word: string): StepUpMethod | undefined =>
  stepUpMethods.find(({ name, aliases }) => name === word || aliases.includes(word))

/** Every word a policy may put under `stepUp`. */
export const stepUpWords: readonly string[] = stepUpMethods.flatMap(({ name, aliases }) => [
  name,
  ...aliases,
])
