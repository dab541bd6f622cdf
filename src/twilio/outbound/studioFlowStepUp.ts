import type { FlowSettings } from './studioFlowOptions.js'
import { parametersOf, purposeOf } from './studioFlowParameters.js'
import type { StudioState } from './studioFlowShape.js'
import { ask, at, runFunction, setVariables, split } from './studioFlowWidgets.js'

/** Where the branch leads in the end. */
export interface StepUpWays {
  /** Goes on as first decided. */
  readonly goOn: string
  /** Decides again, with the ledger in `flow.variables.ledger`. */
  readonly proved: string
}

/** The first widget of the branch. */
export const STEP_UP_START = 'wanted_first'

/**
 * Asks for consent, sends a code, and takes as many tries as the settings say, each with widgets of its own: the
 * branch has no loop, so that it ends whatever is typed, no widget comes near Studio's ten runs, and no answer of an
 * earlier try stands in for a later one.
 *
 * Whether a code was really sent changes nothing: not a word, not a widget. Only the code decides.
 */
export const stepUpStates = (
  settings: FlowSettings,
  methods: readonly string[],
  ways: StepUpWays,
): readonly StudioState[] => [
  ...wantedStates(methods, ways),
  ...consentStates(settings, ways),
  ...Array.from({ length: settings.tries }, (_, index) =>
    tryStates(settings, index + 1, ways),
  ).flat(),
]

// The preferred plan first; where that is no code, any plan that is one code alone, in the order of the policy.
const wantedStates = (methods: readonly string[], { goOn }: StepUpWays): readonly StudioState[] => [
  split(
    STEP_UP_START,
    at(1, 8),
    '{{widgets.decide.parsed.step_up}}',
    methods.map((method) => ({ type: 'equal_to', value: method, next: `use_${method}` })),
    'wanted_any',
  ),
  split(
    'wanted_any',
    at(1, 9),
    '{{widgets.decide.parsed.attributes.countersign.step_up | to_json}}',
    methods.map((method) => ({ type: 'contains', value: `"${method}"`, next: `use_${method}` })),
    goOn,
  ),
  ...methods.map((method, index) =>
    setVariables(`use_${method}`, at(2 + index, 8), { method }, 'consent'),
  ),
]

const consentStates = (settings: FlowSettings, { goOn }: StepUpWays): readonly StudioState[] => [
  ask(
    'consent',
    at(2, 9),
    { body: settings.replies.consent, timeout: settings.patience },
    { replied: 'agreed', otherwise: goOn },
  ),
  split(
    'agreed',
    at(2, 10),
    '{{widgets.consent.inbound.Body}}',
    [{ type: 'matches_any_of', value: settings.replies.yes.join(','), next: 'start' }],
    goOn,
  ),
  runFunction('start', at(2, 11), settings, {
    sid: settings.functionSids.start,
    url: settings.urls.start,
    parameters: parametersOf(settings, {
      method: '{{flow.variables.method}}',
      purpose: purposeOf(settings),
    }),
    success: 'code_1',
    fail: goOn,
  }),
]

const tryStates = (
  settings: FlowSettings,
  number: number,
  ways: StepUpWays,
): readonly StudioState[] => {
  const { replies, patience, tries } = settings
  const body = number === 1 ? replies.code : replies.again
  return [
    ask(
      `code_${number}`,
      at(2, 8 + 4 * number),
      { body, timeout: patience },
      { replied: `skipped_${number}`, otherwise: ways.goOn },
    ),
    split(
      `skipped_${number}`,
      at(3, 8 + 4 * number),
      `{{widgets.code_${number}.inbound.Body}}`,
      [{ type: 'matches_any_of', value: replies.skip.join(','), next: ways.goOn }],
      `check_${number}`,
    ),
    runFunction(`check_${number}`, at(2, 9 + 4 * number), settings, {
      sid: settings.functionSids.check,
      url: settings.urls.check,
      parameters: parametersOf(settings, {
        code: `{{widgets.code_${number}.inbound.Body}}`,
        purpose: purposeOf(settings),
      }),
      success: `proved_${number}`,
      fail: ways.goOn,
    }),
    split(
      `proved_${number}`,
      at(2, 10 + 4 * number),
      `{{widgets.check_${number}.parsed.status}}`,
      [{ type: 'equal_to', value: 'approved', next: `keep_${number}` }],
      number < tries ? `code_${number + 1}` : ways.goOn,
    ),
    setVariables(
      `keep_${number}`,
      at(3, 10 + 4 * number),
      { ledger: `{{widgets.check_${number}.parsed.ledger}}` },
      ways.proved,
    ),
  ]
}
