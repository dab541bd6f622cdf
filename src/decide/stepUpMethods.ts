import type { LoginWords, Rank, Support } from '../model/index.js'

/**
 * A way for a business to be more certain who is asking, and what it is worth at best.
 *
 * What a method of the library's own is worth stands here and in the evidence that it yields; a
 * test holds the two together.
 */
export interface StepUpMethod<Name extends string = string>
  extends Pick<Support, 'via' | 'categories' | 'phishable' | 'vouched'> {
  readonly name: Name
  /** Other words for it, the kind of evidence it yields among them where that says which. */
  readonly aliases: readonly string[]
  /** The kind of evidence it yields. */
  readonly kind: string
  /** The most it can prove of who is asking. */
  readonly grade: Rank
  /** Of a login: those that prove its categories, where not all that count do. */
  readonly logins?: readonly LoginWords[]
  /** What it depends on: two methods with one cause count once. */
  readonly cause: 'sim' | 'mailbox' | 'idp' | 'device' | 'knowledge'
  /** Set for the business's own: it is worth what the policy declares of it, and no more. */
  readonly own?: true
  /** Whether its proof can name the amount and payee it was given for (PSD2 Art 97(2)). */
  readonly linkable: boolean
  /** Caps of the trust room that apply to it too, because they are public facts of what it depends on. */
  readonly heldBy: readonly string[]
  /** A channel it leads to, where it moves the conversation. */
  readonly channel?: string
}

type MethodOptions = Partial<Omit<StepUpMethod, 'name' | 'kind'>>

/** The caps of whatever is sent to a number: of its SIM and its line (NIST SP 800-63B-4 §3.1.3.3). */
export const OF_NUMBERS: readonly string[] = [
  'sim_swap',
  'sim_swap_unknown',
  'reassigned',
  'line_inactive',
  'line_not_personal',
  'line_type_unknown',
  'non_fixed_voip',
  'call_forwarding',
  'identifier_changed',
  'sms_pumping',
  'identifier_recycled',
]

/** The caps of whatever is sent to a mailbox. */
export const OF_MAILBOXES: readonly string[] = ['disposable_email', 'identifier_recycled']

// A risk of an account (OpenID CAEP 1.0, RISC 1.0) caps every login to it.
const ACCOUNT = ['account_disabled', 'credential_compromise', 'credential_change']

/** Makes a method of what tells it from a proof of possession that can be phished. */
export const stepUpMethod = <const Name extends string>(
  name: Name,
  kind: string,
  rest: MethodOptions,
): StepUpMethod<Name> => ({
  name,
  kind,
  aliases: [],
  grade: 3,
  categories: ['possession'],
  cause: 'device',
  phishable: true,
  linkable: kind === 'verify_check',
  heldBy: [],
  ...rest,
})

// Whatever is sent to a number depends on its SIM, and is capped by what caps that.
const toNumber = <const Name extends string>(name: Name, kind: string, rest: MethodOptions) =>
  stepUpMethod(name, kind, { cause: 'sim', heldBy: OF_NUMBERS, ...rest })

/** Makes a method by which somebody logs in. What it is worth says the issuer: this is the least, a password. */
export const byLogin = <const Name extends string>(
  name: Name,
  kind: string,
  rest: MethodOptions,
): StepUpMethod<Name> =>
  stepUpMethod(name, kind, { cause: 'idp', categories: ['knowledge'], heldBy: ACCOUNT, ...rest })

// Adding a method takes a line here; the type of this table keeps the names.
const TABLE = [
  byLogin('login', 'session', { aliases: ['session', 'sign_in'] }),
  byLogin('portal', 'session', { channel: 'web_chat_authenticated' }),
  byLogin('account_link', 'account_link', {}),
  toNumber('verify_sms', 'verify_check', { aliases: ['verify_check'], via: 'sms' }),
  toNumber('verify_call', 'verify_check', { via: 'call' }),
  toNumber('verify_whatsapp', 'verify_check', { via: 'whatsapp' }),
  toNumber('verify_rcs', 'verify_check', { via: 'rcs' }),
  toNumber('verify_sna', 'verify_check', { via: 'sna', phishable: false, linkable: false }),
  // An e-mail code validates the address and is no authentication factor (63B-4 §3.1.3.1).
  stepUpMethod('verify_email', 'verify_check', {
    via: 'email',
    cause: 'mailbox',
    categories: [],
    heldBy: OF_MAILBOXES,
  }),
  stepUpMethod('push', 'factor_challenge', {
    aliases: ['factor_challenge', 'verify_push'],
    via: 'push',
    linkable: true,
  }),
  stepUpMethod('totp', 'factor_challenge', { aliases: ['verify_totp'], via: 'totp' }),
  stepUpMethod('passkey', 'factor_challenge', {
    aliases: ['passkeys'],
    via: 'passkeys',
    grade: 4,
    phishable: false,
  }),
  toNumber('agent_callback', 'agent_attestation', {
    aliases: ['agent_attestation'],
    via: 'callback',
    vouched: true,
  }),
]

/** Every step-up method. */
export const stepUpMethods: readonly StepUpMethod[] = TABLE

/** The names of all step-up methods, for types that an editor completes. */
export type StepUpName = (typeof TABLE)[number]['name']

const BY_WORD: ReadonlyMap<string, StepUpMethod> = new Map(
  stepUpMethods.flatMap((known) => [known.name, ...known.aliases].map((word) => [word, known])),
)

/** Finds a step-up method by its name or another word for it; `undefined` for a word that no policy may use. */
export const stepUpMethodOf = (word: string): StepUpMethod | undefined => BY_WORD.get(word)

/** Every word a policy may put under `stepUp`. */
export const stepUpWords: readonly string[] = [...BY_WORD.keys()]
