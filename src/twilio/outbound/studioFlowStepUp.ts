import { spoken, wayOf, wordsFor } from './studioFlowLanguage.js'
import type { FlowSettings } from './studioFlowOptions.js'
import { parametersOf, purposeOf } from './studioFlowParameters.js'
import type { StudioWidget } from './studioFlowShape.js'
import { ask, runFunction, type SplitWay, setVariables, split } from './studioFlowWidgets.js'

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
 * Asks for consent, sends a code, and takes as many tries as the settings say. A code that expired
 * or never came may be sent once more, the same way or another; it has as many tries again. Each
 * step has widgets of its own: the branch has no loop, so that it ends whatever is typed, no widget
 * comes near Studio's ten runs, and no answer of an earlier try stands in for a later one.
 *
 * Whether a code was really sent changes nothing: not a word, not a widget. Only the code decides.
 */
export const stepUpStates = (
  settings: FlowSettings,
  methods: readonly string[],
  ways: StepUpWays,
): readonly StudioWidget[] => [
  ...wantedStates(methods, ways),
  ...consentStates(settings, ways),
  ...sendStates(settings, methods, ways),
]

/** The first code that is sent, and the one after it, by the end of their widgets' names. */
const SENDS = ['', '_resent'] as const

/** The widgets of both codes: sending, and each try; and of asking for another way between them. */
const sendStates = (
  settings: FlowSettings,
  methods: readonly string[],
  ways: StepUpWays,
): readonly StudioWidget[] =>
  SENDS.flatMap((end, index) => [
    startState(settings, end, ways),
    ...Array.from({ length: settings.tries }, (_, tried) =>
      tryStates({ settings, methods, ways, end, isLast: index === SENDS.length - 1 }, tried + 1),
    ).flat(),
    ...(index === 0
      ? methods.map((method) => setVariables(`resend_${method}`, { method }, 'start_resent'))
      : []),
  ])

// The preferred plan first; where that is no code, any plan that is one code alone, in the order of
// the policy.
const wantedStates = (
  methods: readonly string[],
  { goOn }: StepUpWays,
): readonly StudioWidget[] => [
  split(
    STEP_UP_START,
    { input: '{{widgets.decide.parsed.step_up}}', otherwise: 'wanted_any' },
    methods.map((method) => ({ type: 'equal_to', value: method, next: `use_${method}` })),
  ),
  split(
    'wanted_any',
    {
      input: '{{widgets.decide.parsed.attributes.countersign.step_up | to_json}}',
      otherwise: goOn,
    },
    methods.map((method) => ({ type: 'contains', value: `"${method}"`, next: `use_${method}` })),
  ),
  ...methods.map((method) => setVariables(`use_${method}`, { method }, 'consent')),
]

/**
 * Nobody is sent a code whom nobody asked: silence, and anything but a yes, goes on without one.
 */
const consentStates = (settings: FlowSettings, { goOn }: StepUpWays): readonly StudioWidget[] => [
  ask(
    'consent',
    { body: spoken(settings, 'consent'), timeout: settings.patience },
    { replied: 'agreed', otherwise: goOn },
  ),
  split('agreed', { input: '{{widgets.consent.inbound.Body}}', otherwise: goOn }, [
    { type: 'matches_any_of', value: wordsFor(settings, 'yes').join(','), next: 'start' },
  ]),
]

/** The call that sends a code. Where it fails, the flow goes on without a code. */
const startState = (
  settings: FlowSettings,
  end: (typeof SENDS)[number],
  { goOn }: StepUpWays,
): StudioWidget =>
  runFunction(`start${end}`, settings, {
    sid: settings.functionSids.start,
    url: settings.urls.start,
    parameters: parametersOf(settings, {
      method: '{{flow.variables.method}}',
      purpose: purposeOf(settings),
    }),
    success: `code_1${end}`,
    fail: goOn,
  })

interface StepUpTry {
  readonly settings: FlowSettings
  readonly methods: readonly string[]
  readonly ways: StepUpWays
  readonly end: (typeof SENDS)[number]
  /** No code is sent after this one. */
  readonly isLast: boolean
}

/**
 * One try: ask for the code, look whether they want to leave it or have another, check it, and keep
 * what it proved.
 */
const tryStates = (trying: StepUpTry, number: number): readonly StudioWidget[] => {
  const { methods, end, settings, ways } = trying
  const own = `${number}${end}`
  return [
    ask(
      `code_${own}`,
      {
        body: spoken(settings, `${number === 1 ? 'code' : 'again'}${end}`, methods),
        timeout: settings.patience,
      },
      { replied: `skipped_${own}`, otherwise: ways.goOn },
    ),
    split(
      `skipped_${own}`,
      { input: `{{widgets.code_${own}.inbound.Body}}`, otherwise: `check_${own}` },
      [
        {
          type: 'matches_any_of',
          value: wordsFor(settings, 'skip').join(','),
          next: ways.goOn,
        },
        ...(trying.isLast ? [] : resendWays(trying)),
      ],
    ),
    runFunction(`check_${own}`, settings, {
      sid: settings.functionSids.check,
      url: settings.urls.check,
      parameters: parametersOf(settings, {
        code: `{{widgets.code_${own}.inbound.Body}}`,
        purpose: purposeOf(settings),
      }),
      success: `proved_${own}`,
      fail: ways.goOn,
    }),
    split(
      `proved_${own}`,
      {
        input: `{{widgets.check_${own}.parsed.status}}`,
        otherwise: number < settings.tries ? `code_${number + 1}${end}` : ways.goOn,
      },
      [{ type: 'equal_to', value: 'approved', next: `keep_${own}` }],
    ),
    setVariables(`keep_${own}`, { ledger: `{{widgets.check_${own}.parsed.ledger}}` }, ways.proved),
  ]
}

// The same way again by the words for it, or another by its name.
const resendWays = ({ methods, settings }: StepUpTry): readonly SplitWay[] => [
  {
    type: 'matches_any_of',
    value: wordsFor(settings, 'resend').join(','),
    next: 'start_resent',
  },
  ...methods.map(
    (method): SplitWay => ({
      type: 'equal_to',
      value: wayOf(method),
      next: `resend_${method}`,
    }),
  ),
]
