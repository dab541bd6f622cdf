import type { CompiledPolicy } from '../../decide/index.js'
import { failAll, type Issue, isSid, LONGEST_WAIT, ok, type Result } from '../../model/index.js'
import { DEFAULT_REPLIES, type StudioReplies, TEXTS, WORDS } from './studioFlowReplies.js'

/** What each of the three functions is called by: their SIDs, or their addresses. */
interface ByFunction {
  readonly decide: string
  /** Sends a code. */
  readonly start: string
  readonly check: string
}

/**
 * What people may ask for: data classes to hear, and one action at most, which a code is bound to.
 */
export interface StudioIntent {
  readonly classes?: readonly string[]
  readonly actions?: readonly string[]
}

/** One thing that people come for, told by words in what they write. */
export interface StudioWant extends StudioIntent {
  /** Words that tell it, in any of your languages; found anywhere in a message. */
  readonly words: readonly string[]
}

/** How the flow speaks one language more, and when. */
export interface StudioLanguage {
  /**
   * Its tag, such as `es`: compared with the start of the language that a web chat's form names.
   */
  readonly language: string
  /** Addresses of yours that people of this language write to. */
  readonly addresses?: readonly string[]
  /** Texts of this language; those of `replies` where one is left out. */
  readonly replies: Partial<StudioReplies>
}

/** The SIDs and URLs that a generated flow needs, and its texts. */
export interface StudioFlowOptions {
  /** Functions service, `ZS…`. */
  readonly serviceSid: string
  /** Functions environment, `ZE…`. */
  readonly environmentSid: string
  /** Functions, `ZH…`. */
  readonly functionSids: ByFunction
  /** Addresses of the same functions, `https` only. */
  readonly urls: ByFunction
  /** TaskRouter workflow, `WW…`. */
  readonly workflowSid: string
  /** Task channel, `TC…`. */
  readonly channelSid: string
  /**
   * The channel that this flow serves, where Twilio does not say: Studio strips `rcs:` from
   * addresses.
   */
  readonly channel?: string
  /**
   * What people who come here ask for: data classes to hear, and one action at most, which a code
   * is bound to.
   */
  readonly intent?: StudioIntent
  /**
   * What people come here for, where it is not one thing alone: told by their first message, or
   * asked. A person who wants none of these, or only what needs no proof, is not asked for a proof.
   */
  readonly wants?: readonly StudioWant[]
  /**
   * Routes of the policy that are taken outside opening hours, by a fact of its `context`. Whoever
   * takes one is told `closed`, is asked for no code, which nobody would be there to use, and their
   * task waits in the route's queue.
   */
  readonly closed?: readonly string[]
  /** Codes that may be typed for each code sent, 1 to 9; the default is 3. */
  readonly tries?: number
  /** Seconds to wait for a reply, 60 to 86,400; the default is 600, the life of a code. */
  readonly patience?: number
  /** Seconds a task waits in Flex, 60 to 1,209,600; the default is 86,400. */
  readonly timeout?: number
  /** What the flow says; the default is plain English. */
  readonly replies?: Partial<StudioReplies>
  /** Languages beside that of `replies`. */
  readonly languages?: readonly StudioLanguage[]
}

/** A language with every text filled in. */
export interface FlowLanguage extends Required<StudioLanguage> {
  readonly replies: StudioReplies
}

/** Options with everything filled in. */
export interface FlowSettings
  extends Required<Omit<StudioFlowOptions, 'channel' | 'replies' | 'languages'>> {
  /** Empty where Twilio says it. */
  readonly channel: string
  readonly languages: readonly FlowLanguage[]
  readonly replies: StudioReplies
}

// An absolute https address without user information, white space, or anything that Liquid would read.
const HTTPS = /^https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?\/[A-Za-z0-9._~/-]{0,1000}$/

// A channel's name.
const WORD = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
// A message holds 1,600 characters, and a few texts are said one after the other.
const LONGEST_REPLY = 500

// A language's tag without a region (ISO 639).
const TAG = /^[a-z]{2,3}$/
// Widgets for each: a flow has a thousand at most.
const MOST = 12

/**
 * Fills options in and checks each: SIDs by form, numbers by bounds, texts for Liquid, names
 * against the policy. A flow that is imported with a mistake fails at its first message, so all of
 * them are told here.
 */
export function readFlowOptions(
  options: StudioFlowOptions,
  policy: FlowNames,
): Result<FlowSettings> {
  const replies = { ...DEFAULT_REPLIES, ...options.replies }
  const settings: FlowSettings = {
    ...options,
    wants: options.wants ?? [],
    closed: options.closed ?? [],
    languages: (options.languages ?? []).map((each) => ({
      language: each.language,
      addresses: each.addresses ?? [],
      replies: { ...replies, ...each.replies },
    })),
    channel: options.channel ?? '',
    intent: options.intent ?? {},
    tries: options.tries ?? 3,
    patience: options.patience ?? 600,
    timeout: options.timeout ?? 86_400,
    replies,
  }
  const issues = [
    ...sidIssues(settings),
    ...numberIssues(settings),
    ...wordIssues(settings),
    ...intentIssues('intent', settings.intent, policy),
    ...settings.wants.flatMap((want, index) => wantIssues(`wants.${index}`, want, policy)),
    ...unknownIn('closed', settings.closed, 'unknown_route', routesOf(policy)),
    ...check('too_many', [
      ['wants', settings.wants.length <= MOST],
      ['languages', settings.languages.length <= MOST],
    ]),
  ]
  return issues.length === 0 ? ok(settings) : failAll(issues)
}

/** A flow is imported as it is written, so a SID is one letter for letter: Twilio writes them small. */
const isWritten = (sid: string, prefix: string): boolean =>
  isSid(sid, prefix) && !/[A-F]/.test(sid.slice(prefix.length))

const sidIssues = (settings: FlowSettings): readonly Issue[] => [
  ...check('invalid_sid', [
    ['serviceSid', isWritten(settings.serviceSid, 'ZS')],
    ['environmentSid', isWritten(settings.environmentSid, 'ZE')],
    ['workflowSid', isWritten(settings.workflowSid, 'WW')],
    ['channelSid', isWritten(settings.channelSid, 'TC')],
    ...FUNCTIONS.map(
      (name) => [`functionSids.${name}`, isWritten(settings.functionSids[name], 'ZH')] as const,
    ),
  ]),
  ...check(
    'invalid_url',
    FUNCTIONS.map((name) => [`urls.${name}`, HTTPS.test(settings.urls[name])] as const),
  ),
]

const FUNCTIONS = ['decide', 'start', 'check'] as const

/** Numbers, each within what Studio takes. */
const numberIssues = ({ tries, patience, timeout }: FlowSettings): readonly Issue[] =>
  check('out_of_range', [
    ['tries', isWithin(tries, 1, 9)],
    ['patience', isWithin(patience, 60, 86_400)],
    ['timeout', isWithin(timeout, 60, LONGEST_WAIT)],
  ])

/** What the flow compares with, and what it says. */
const wordIssues = ({ channel, languages, replies }: FlowSettings): readonly Issue[] => [
  ...check('invalid_word', [['channel', channel === '' || WORD.test(channel)]]),
  ...replyIssues('replies', replies),
  ...languages.flatMap((each, index) => [
    ...check('invalid_word', [
      [`languages.${index}.language`, TAG.test(each.language)],
      [`languages.${index}.addresses`, each.addresses.every(isReplyWord)],
    ]),
    ...replyIssues(`languages.${index}.replies`, each.replies),
  ]),
]

const replyIssues = (at: string, replies: StudioReplies): readonly Issue[] => [
  ...check(
    'invalid_word',
    WORDS.map(
      (name) =>
        [`${at}.${name}`, replies[name].length > 0 && replies[name].every(isReplyWord)] as const,
    ),
  ),
  ...check(
    'invalid_reply',
    TEXTS.map((name) => [`${at}.${name}`, isReply(replies[name])] as const),
  ),
]

/** A want is told by words, and asks for something that there is. */
const wantIssues = (at: string, want: StudioWant, policy: FlowNames): readonly Issue[] => [
  ...check('invalid_word', [
    [`${at}.words`, want.words.length > 0 && want.words.every(isReplyWord)],
  ]),
  ...intentIssues(at, want, policy),
]

/** What options may name. */
type FlowNames = Pick<CompiledPolicy, 'classes' | 'actions' | 'routes'>

const routesOf = ({ routes }: FlowNames): readonly string[] => routes.map(({ id }) => id)

/** One action at most: a code is bound to it. */
const intentIssues = (at: string, intent: StudioIntent, policy: FlowNames): readonly Issue[] => [
  ...check('too_many', [[`${at}.actions`, (intent.actions ?? []).length <= 1]]),
  ...unknownNames(at, 'classes', intent, policy),
  ...unknownNames(at, 'actions', intent, policy),
]

// A name that the policy does not know would ask for nothing, and so offer no code.
const unknownNames = (
  at: string,
  group: 'classes' | 'actions',
  intent: StudioIntent,
  policy: FlowNames,
): readonly Issue[] => {
  const allowed = policy[group].map(({ name }) => name)
  const code = group === 'classes' ? 'unknown_class' : 'unknown_action'
  return unknownIn(`${at}.${group}`, intent[group] ?? [], code, allowed)
}

/** Tells names that are not among those allowed. */
const unknownIn = (
  at: string,
  names: readonly string[],
  code: string,
  allowed: readonly string[],
): readonly Issue[] =>
  names.flatMap((name, index) =>
    allowed.includes(name) ? [] : [{ code, path: `${at}.${index}`, allowed }],
  )

/** One issue for each place that is not fine. */
const check = (code: string, places: readonly (readonly [string, boolean])[]): readonly Issue[] =>
  places.filter(([, isFine]) => !isFine).map(([path]) => ({ code, path }))

/** A whole number between two, ends included. */
const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

// Studio renders Liquid in every text: a brace or a percent sign next to one could be read as a
// template.
const isReply = (text: string): boolean =>
  text.trim() !== '' && text.length <= LONGEST_REPLY && !/[{}]/.test(text)

// Words are compared in a list joined by commas.
const isReplyWord = (word: string): boolean => /^[^,{}]{1,40}$/.test(word) && word.trim() !== ''
