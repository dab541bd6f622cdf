import { failAll, type Issue, ok, type Result } from '../../model/result.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { DEFAULT_REPLIES, type StudioReplies } from './studioFlowReplies.js'

/** What each of the three functions is called by: their SIDs, or their addresses. */
interface ByFunction {
  readonly decide: string
  /** Sends a code. */
  readonly start: string
  /** Checks a code. */
  readonly check: string
}

/** Where a generated flow finds everything, and how it speaks. */
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
  /** The channel that this flow serves, where Twilio does not say: Studio strips `rcs:` from addresses. */
  readonly channel?: string
  /** What people who come here ask for: data classes to hear, and one action at most, which a code is bound to. */
  readonly intent?: { readonly classes?: readonly string[]; readonly actions?: readonly string[] }
  /** Codes that may be typed, 1 to 9; 3 unless told otherwise. */
  readonly tries?: number
  /** Seconds to wait for a reply, 60 to 86,400; 600 unless told otherwise, the life of a code. */
  readonly patience?: number
  /** Seconds a task waits in Flex, 60 to 1,209,600; 86,400 unless told otherwise. */
  readonly timeout?: number
  readonly replies?: Partial<StudioReplies>
}

/** Options with everything filled in. */
export interface FlowSettings extends Required<Omit<StudioFlowOptions, 'channel' | 'replies'>> {
  readonly channel: string
  readonly replies: StudioReplies
}

const sid = (prefix: string): RegExp => new RegExp(`^${prefix}[0-9a-f]{32}$`)
// An absolute https address without user information, white space, or anything that Liquid would read.
const HTTPS = /^https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?\/[A-Za-z0-9._~/-]{0,1000}$/
const WORD = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
const LONGEST_REPLY = 1600

/** Fills options in and checks each: SIDs by form, numbers by bounds, texts for Liquid, names against the policy. */
export function readFlowOptions(
  options: StudioFlowOptions,
  policy: Pick<CompiledPolicy, 'classes' | 'actions'>,
): Result<FlowSettings> {
  const settings: FlowSettings = {
    ...options,
    channel: options.channel ?? '',
    intent: options.intent ?? {},
    tries: options.tries ?? 3,
    patience: options.patience ?? 600,
    timeout: options.timeout ?? 86_400,
    replies: { ...DEFAULT_REPLIES, ...options.replies },
  }
  const issues = [
    ...sidIssues(settings),
    ...numberIssues(settings),
    ...wordIssues(settings),
    ...check('too_many', [['intent.actions', (settings.intent.actions ?? []).length <= 1]]),
    ...unknownNames('classes', 'unknown_class', settings, policy),
    ...unknownNames('actions', 'unknown_action', settings, policy),
  ]
  return issues.length === 0 ? ok(settings) : failAll(issues)
}

const sidIssues = (settings: FlowSettings): readonly Issue[] => [
  ...check('invalid_sid', [
    ['serviceSid', sid('ZS').test(settings.serviceSid)],
    ['environmentSid', sid('ZE').test(settings.environmentSid)],
    ['workflowSid', sid('WW').test(settings.workflowSid)],
    ['channelSid', sid('TC').test(settings.channelSid)],
    ...FUNCTIONS.map(
      (name) => [`functionSids.${name}`, sid('ZH').test(settings.functionSids[name])] as const,
    ),
  ]),
  ...check(
    'invalid_url',
    FUNCTIONS.map((name) => [`urls.${name}`, HTTPS.test(settings.urls[name])] as const),
  ),
]

const FUNCTIONS = ['decide', 'start', 'check'] as const

const numberIssues = ({ tries, patience, timeout }: FlowSettings): readonly Issue[] =>
  check('out_of_range', [
    ['tries', isWithin(tries, 1, 9)],
    ['patience', isWithin(patience, 60, 86_400)],
    ['timeout', isWithin(timeout, 60, 1_209_600)],
  ])

const wordIssues = ({ channel, replies }: FlowSettings): readonly Issue[] => [
  ...check('invalid_word', [
    ['channel', channel === '' || WORD.test(channel)],
    ['replies.yes', replies.yes.length > 0 && replies.yes.every(isReplyWord)],
    ['replies.skip', replies.skip.length > 0 && replies.skip.every(isReplyWord)],
  ]),
  ...check(
    'invalid_reply',
    TEXTS.map((name) => [`replies.${name}`, isReply(replies[name])] as const),
  ),
]

// A name that the policy does not know would ask for nothing, and so offer no code.
const unknownNames = (
  group: 'classes' | 'actions',
  code: string,
  { intent }: FlowSettings,
  policy: Pick<CompiledPolicy, 'classes' | 'actions'>,
): readonly Issue[] => {
  const allowed = policy[group].map(({ name }) => name)
  return (intent[group] ?? []).flatMap((name, index) =>
    allowed.includes(name) ? [] : [{ code, path: `intent.${group}.${index}`, allowed }],
  )
}

const TEXTS = ['consent', 'code', 'again', 'connecting', 'unreachable'] as const

const check = (code: string, places: readonly (readonly [string, boolean])[]): readonly Issue[] =>
  places.filter(([, isFine]) => !isFine).map(([path]) => ({ code, path }))

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

// Studio renders Liquid in every text: a brace or a percent sign next to one could be read as a template.
const isReply = (text: string): boolean =>
  text.trim() !== '' && text.length <= LONGEST_REPLY && !/[{}]/.test(text)

// Words are compared in a list joined by commas.
const isReplyWord = (word: string): boolean => /^[^,{}]{1,40}$/.test(word) && word.trim() !== ''
