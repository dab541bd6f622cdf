import { ok, type Result } from '../../model/result.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { stepUpMethodOf } from '../../policy/stepUpMethods.js'
import { toAttributeKey } from './attributeKey.js'
import { shortenDigest } from './describeDecision.js'
import { type FlowSettings, readFlowOptions, type StudioFlowOptions } from './studioFlowOptions.js'
import { CARRIED_LEDGER, parametersOf } from './studioFlowParameters.js'
import type { StudioFlow, StudioState } from './studioFlowShape.js'
import { STEP_UP_START, stepUpStates } from './studioFlowStepUp.js'
import { at, runFunction, say, sendToFlex, split, trigger } from './studioFlowWidgets.js'
import { withheldTaskAttributes } from './taskAttributes.js'

/**
 * Writes the Studio flow that wires a policy up: decide; where a code would open what is asked, offer it, check it,
 * decide again; then Send to Flex.
 *
 * Fails closed: a function that fails, is late, or did not decide hands over a literal set of attributes with
 * everything withheld. A tree without loops, so every execution ends. What people typed is only ever a form field or
 * compared with constants; attributes go through `to_json` whole (Studio renders Liquid without escaping).
 */
export function toStudioFlow(
  policy: CompiledPolicy,
  options: StudioFlowOptions,
): Result<StudioFlow> {
  const settings = readFlowOptions(options)
  if (!settings.ok) return settings
  const methods = codeMethodsOf(policy)
  return ok({
    description: `Countersign ${toAttributeKey(policy.name) ?? ''} ${policy.version} ${shortenDigest(policy.digest)}`,
    states: statesOf(settings.value, policy, methods),
    initial_state: 'Trigger',
    flags: { allow_concurrent_calls: true },
  })
}

// The step-up methods that send a code: what a flow of messages can ask for by itself.
const codeMethodsOf = (policy: CompiledPolicy): readonly string[] => [
  ...new Set(
    policy.stepUp
      .map(stepUpMethodOf)
      .filter((method) => method?.kind === 'verify_check')
      .flatMap((method) => method?.name ?? []),
  ),
]

const statesOf = (
  settings: FlowSettings,
  policy: CompiledPolicy,
  methods: readonly string[],
): readonly StudioState[] => {
  const offersCode = methods.length > 0
  return [
    trigger('decide'),
    decideState('decide', 1, CARRIED_LEDGER, settings),
    isDecided('decide', 2, offersCode ? STEP_UP_START : 'connect_decided'),
    ...(offersCode
      ? [
          ...stepUpStates(settings, methods, { goOn: 'connect_decided', proved: 'decide_again' }),
          decideState('decide_again', 9, '{{flow.variables.ledger}}', settings),
          isDecided('decide_again', 10, 'connect_stepped_up'),
          ...handOver(
            'stepped_up',
            5,
            '{{widgets.decide_again.parsed.attributes | to_json}}',
            settings,
          ),
        ]
      : []),
    ...handOver('decided', 0, '{{widgets.decide.parsed.attributes | to_json}}', settings),
    ...handOver(
      'withheld',
      -1,
      withheldTaskAttributes('function_failed', { policy }).text,
      settings,
    ),
    say('unreachable', at(0, 24), settings.replies.unreachable),
  ]
}

const decideState = (
  name: string,
  row: number,
  ledger: string,
  settings: FlowSettings,
): StudioState =>
  runFunction(name, at(row === 1 ? 0 : 4, row), settings, {
    sid: settings.functionSids.decide,
    url: settings.urls.decide,
    parameters: parametersOf(settings, { ledger }),
    success: `${name}_done`,
    fail: 'connect_withheld',
  })

const isDecided = (name: string, row: number, next: string): StudioState =>
  split(
    `${name}_done`,
    at(row === 2 ? 0 : 4, row),
    `{{widgets.${name}.parsed.status}}`,
    [{ type: 'equal_to', value: 'decided', next }],
    'connect_withheld',
  )

const handOver = (
  name: string,
  column: number,
  attributes: string,
  { workflowSid, channelSid, timeout, replies }: FlowSettings,
): readonly StudioState[] => [
  say(`connect_${name}`, at(column, 22), replies.connecting, `flex_${name}`),
  sendToFlex(
    `flex_${name}`,
    at(column, 23),
    { workflow: workflowSid, channel: channelSid, attributes, timeout },
    'unreachable',
  ),
]
