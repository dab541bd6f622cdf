import { stepUpMethodOf } from '../../decide/index.js'
import type { FlowSettings } from './studioFlowOptions.js'
import type { StudioReplies, WORDS } from './studioFlowReplies.js'
import type { StudioWidget } from './studioFlowShape.js'
import { type SplitWay, setVariables, split } from './studioFlowWidgets.js'

/** A text that a widget says whole. */
type FlowText = 'want' | 'consent' | 'connecting' | 'closed' | 'unreachable' | (typeof ASKS)[number]

// Those that ask for a code, while one can be sent again and when none is any more.
const ASKS = ['code', 'again', 'code_resent', 'again_resent'] as const

/** All of them, in the order in which they are said. */
const SAID: readonly FlowText[] = [
  'want',
  'consent',
  ...ASKS,
  'connecting',
  'closed',
  'unreachable',
]

/** The first widget of choosing a language. */
export const LANGUAGE_START = 'language'

/**
 * The word to ask for a code by a method with, the same in every language: the name of the way
 * itself. `verify_sms` -> `sms`
 */
export const wayOf = (method: string): string => stepUpMethodOf(method)?.via ?? method

/**
 * What a message widget says: the text itself, or where several languages are spoken, what was
 * chosen.
 */
export const spoken = (
  { languages, replies }: FlowSettings,
  name: FlowText,
  methods: readonly string[] = [],
): string =>
  languages.length > 0 ? `{{flow.variables.say_${name}}}` : textOf(replies, name, methods)

/**
 * Puts a text together. The word for another way is offered only where there is one, and in
 * capitals, as people are to type it.
 */
function textOf(replies: StudioReplies, name: FlowText, methods: readonly string[]): string {
  const words = methods.map((method) => wayOf(method).toUpperCase())
  const others = methods.length < 2 ? '' : ` ${replies.another} ${words.join(', ')}.`
  switch (name) {
    case 'code':
    case 'again':
      return `${replies[name]} ${replies.renew}${others}`
    case 'code_resent':
      return replies.code
    case 'again_resent':
      return replies.again
    case 'want':
    case 'consent':
    case 'connecting':
    case 'closed':
    case 'unreachable':
      return replies[name]
  }
}

/**
 * Chooses the language once, by what a web chat's form names or by the address of yours that was
 * written to, and remembers every text of it: the branch is not drawn once a language. Where the
 * channel is not known, the same.
 */
export const languageStates = (
  settings: FlowSettings,
  methods: readonly string[],
  ways: { readonly known: string; readonly unknown: string },
): readonly StudioWidget[] =>
  // A flow that is told its channel knows it always.
  (settings.channel === '' ? ['', '_unknown'] : ['']).flatMap((end) => {
    const next = end === '' ? ways.known : ways.unknown
    const to = (index: number) => `speak_${settings.languages[index]?.language}${end}`
    const own = `speak${end}`
    return [
      split(
        `${LANGUAGE_START}${end}`,
        {
          input: '{{trigger.conversation.ChannelAttributes.pre_engagement_data.language}}',
          otherwise: `written_to${end}`,
        },
        settings.languages.map(
          ({ language }, index): SplitWay => ({
            type: 'starts_with',
            value: language,
            next: to(index),
          }),
        ),
      ),
      split(
        `written_to${end}`,
        { input: '{{flow.channel.address}}', otherwise: own },
        settings.languages.flatMap(({ addresses }, index) =>
          addresses.map((value): SplitWay => ({ type: 'equal_to', value, next: to(index) })),
        ),
      ),
      setVariables(own, repliesWith(settings.replies, methods), next),
      ...settings.languages.map(({ replies }, index) =>
        setVariables(to(index), repliesWith(replies, methods), next),
      ),
    ]
  })

const repliesWith = (
  replies: StudioReplies,
  methods: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(SAID.map((text) => [`say_${text}`, textOf(replies, text, methods)]))

/** Words that mean a thing in any of the languages. */
export const wordsFor = (
  { languages, replies }: FlowSettings,
  name: (typeof WORDS)[number],
): readonly string[] => [
  ...new Set([replies, ...languages.map((each) => each.replies)].flatMap((each) => each[name])),
]
