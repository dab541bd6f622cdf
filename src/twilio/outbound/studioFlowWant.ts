import { spoken } from './studioFlowLanguage.js'
import type { FlowSettings } from './studioFlowOptions.js'
import type { StudioWidget } from './studioFlowShape.js'
import { ask, type SplitWay, setVariables, split } from './studioFlowWidgets.js'

/** The first widget of hearing what the person wants. */
export const WANT_START = 'said_first'

/**
 * Hears what the person wants in their first message, else asks once, before any proof is asked
 * for. What they say chooses what is asked of the policy, and never what it answers. Whoever says
 * nothing that is known, or nothing at all, wants nothing that takes proof.
 */
export const wantStates = (settings: FlowSettings): readonly StudioWidget[] => [
  split(WANT_START, { input: '{{flow.variables.said}}', otherwise: 'want' }, waysOf(settings)),
  ask(
    'want',
    { body: spoken(settings, 'want'), timeout: settings.patience },
    { replied: 'said_then', otherwise: 'want_nothing' },
  ),
  split(
    'said_then',
    { input: '{{widgets.want.inbound.Body}}', otherwise: 'want_nothing' },
    waysOf(settings),
  ),
  ...settings.wants.map(({ classes = [], actions = [] }, index) =>
    setVariables(
      `want_${index + 1}`,
      { classes: classes.join(','), actions: actions.join(',') },
      'decide',
    ),
  ),
  setVariables('want_nothing', { classes: '', actions: '' }, 'decide'),
]

/** A way for each word of each want; the first that is found is taken. */
const waysOf = ({ wants }: FlowSettings): readonly SplitWay[] =>
  wants.flatMap(({ words }, index) =>
    words.map((value): SplitWay => ({ type: 'contains', value, next: `want_${index + 1}` })),
  )
