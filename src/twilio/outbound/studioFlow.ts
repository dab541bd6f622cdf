import { type CompiledPolicy, stepUpMethodOf } from '../../decide/index.js'
import { ok, type Result } from '../../model/index.js'
import { toAttributeKey } from './attributeKey.js'
import { shortenDigest } from './describeDecision.js'
import { placeWidgets } from './placeWidgets.js'
import { CONTACT_STARTS, contactStates } from './studioFlowContact.js'
import { LANGUAGE_START, languageStates, spoken } from './studioFlowLanguage.js'
import { type FlowSettings, readFlowOptions, type StudioFlowOptions } from './studioFlowOptions.js'
import { OTHER_RECIPIENTS, parametersOf } from './studioFlowParameters.js'
import type { StudioFlow, StudioWidget } from './studioFlowShape.js'
import { STEP_UP_START, stepUpStates } from './studioFlowStepUp.js'
import { WANT_START, wantStates } from './studioFlowWant.js'
import { runFunction, say, sendToFlex, split, trigger } from './studioFlowWidgets.js'
import { withheldTaskAttributes } from './taskAttributes.js'

/**
 * Writes the Studio flow for a policy. It decides; if a code would open what is asked for, it
 * offers the code, sends it again or in another way, and checks it; then it decides again, and
 * sends the task to Flex.
 *
 * It fails closed: if a function fails, is late or did not decide, the flow passes on fixed
 * attributes with everything withheld. The flow is a tree without loops, so every execution ends.
 * What people typed is only a form field, or is compared with constants. Attributes pass through
 * `to_json` whole, because Studio renders Liquid without escaping.
 *
 * All mistakes of the options are reported together: `invalid_sid`, `invalid_url`, `out_of_range`,
 * `invalid_word`, `invalid_reply`, `too_many`, `unknown_class`, `unknown_action`, `unknown_route`.
 */
export function toStudioFlow(
  policy: CompiledPolicy,
  options: StudioFlowOptions,
): Result<StudioFlow> {
  const settings = readFlowOptions(options, policy)
  if (!settings.ok) return settings
  const methods = codeMethodsOf(policy)
  return ok({
    description: `Countersign ${toAttributeKey(policy.name) ?? ''} ${policy.version} ${shortenDigest(policy.digest)}`,
    states: placeWidgets(statesOf(settings.value, policy, methods)),
    initial_state: 'Trigger',
    flags: { allow_concurrent_calls: true },
  })
}

// Ways a code reaches a person, to be typed into the conversation: what a flow of messages can ask
// for by itself.
const CODE_WAYS: ReadonlySet<string | undefined> = new Set([
  'sms',
  'call',
  'whatsapp',
  'rcs',
  'email',
])

/** The policy's own ways to send a code, in its order. */
const codeMethodsOf = (policy: CompiledPolicy): readonly string[] => [
  ...new Set(
    policy.stepUp
      .map(stepUpMethodOf)
      .filter((method) => method?.kind === 'verify_check' && CODE_WAYS.has(method.via))
      .flatMap((method) => method?.name ?? []),
  ),
]

/**
 * Puts the widgets together: who writes, their language, what they want, the decision, a code, and
 * the hand-over.
 */
const statesOf = (
  settings: FlowSettings,
  policy: CompiledPolicy,
  methods: readonly string[],
): readonly StudioWidget[] => {
  const offersCode = methods.length > 0
  const speaks = settings.languages.length > 0
  const heard = settings.wants.length > 0 ? WANT_START : 'decide'
  return [
    trigger(CONTACT_STARTS.message, CONTACT_STARTS.conversation),
    ...contactStates(settings.channel, {
      known: speaks ? LANGUAGE_START : heard,
      unknown: speaks ? `${LANGUAGE_START}_unknown` : 'connect_withheld',
    }),
    ...(speaks
      ? languageStates(settings, methods, { known: heard, unknown: 'connect_withheld' })
      : []),
    ...(settings.wants.length > 0 ? wantStates(settings) : []),
    decideState('decide', settings),
    ...decidedStates('decide', settings, offersCode ? STEP_UP_START : 'connect_decided'),
    ...(offersCode
      ? [
          ...stepUpStates(settings, methods, { goOn: 'connect_decided', proved: 'decide_again' }),
          decideState('decide_again', settings),
          ...decidedStates('decide_again', settings, 'connect_stepped_up'),
          ...handOver(
            'stepped_up',
            { attributes: attributesOf('decide_again'), said: 'connecting' },
            settings,
          ),
        ]
      : []),
    ...handOver('decided', { attributes: attributesOf('decide'), said: 'connecting' }, settings),
    ...handOver(
      'withheld',
      {
        attributes: withheldTaskAttributes('function_failed', { policy }).text,
        said: 'connecting',
      },
      settings,
    ),
    say('unreachable', spoken(settings, 'unreachable')),
  ]
}

/**
 * The call that decides. A group text's other members go with it, because Studio knows them and the
 * function does not.
 */
const decideState = (name: string, settings: FlowSettings): StudioWidget =>
  runFunction(name, settings, {
    sid: settings.functionSids.decide,
    url: settings.urls.decide,
    parameters: parametersOf(settings, OTHER_RECIPIENTS),
    success: `${name}_done`,
    fail: 'connect_withheld',
  })

const attributesOf = (name: string): string => `{{widgets.${name}.parsed.attributes | to_json}}`

/**
 * Where a decision leads: on, or by a route that is taken outside opening hours to a task that
 * waits.
 */
const decidedStates = (
  name: string,
  settings: FlowSettings,
  next: string,
): readonly StudioWidget[] =>
  settings.closed.length === 0
    ? [isDecided(name, next)]
    : [
        isDecided(name, `${name}_hours`),
        split(
          `${name}_hours`,
          { input: `{{widgets.${name}.parsed.route}}`, otherwise: next },
          settings.closed.map((value) => ({
            type: 'equal_to',
            value,
            next: `connect_${name}_closed`,
          })),
        ),
        ...handOver(`${name}_closed`, { attributes: attributesOf(name), said: 'closed' }, settings),
      ]

/**
 * Goes on only where the function says that it decided; an old answer of the same widget would say
 * it too, so each has a widget of its own.
 */
const isDecided = (name: string, next: string): StudioWidget =>
  split(
    `${name}_done`,
    { input: `{{widgets.${name}.parsed.status}}`, otherwise: 'connect_withheld' },
    [{ type: 'equal_to', value: 'decided', next }],
  )

/** Says that somebody will answer, and hands over to Flex. */
const handOver = (
  name: string,
  { attributes, said }: { readonly attributes: string; readonly said: 'connecting' | 'closed' },
  settings: FlowSettings,
): readonly StudioWidget[] => [
  say(`connect_${name}`, spoken(settings, said), `flex_${name}`),
  sendToFlex(`flex_${name}`, {
    workflow: settings.workflowSid,
    channel: settings.channelSid,
    attributes,
    timeout: settings.timeout,
  }),
]
