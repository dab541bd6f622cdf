import { DAY, type FormName, type SettingForm, type ValuesOf } from '../../model/index.js'

/** A line of the `break_glass` block, and all that is known about it. */
interface BreakGlassSetting<F extends FormName, Word extends string> extends SettingForm<F, Word> {
  /** Whether the block says nothing without it. */
  readonly isNeeded: boolean
  /** How more of it bears on people: more is opened, or more is told. */
  readonly more: 'looser' | 'stricter'
  /** What the report says before it. */
  readonly label: string
}

const setting = <const Word extends string, F extends FormName>(
  one: Omit<BreakGlassSetting<F, Word>, 'isNeeded' | 'more'>,
): BreakGlassSetting<F, Word> => ({ isNeeded: true, more: 'looser', ...one })

/** Every line of the `break_glass` block. Adding one takes a line here. */
export const breakGlassSettings = {
  // Who may look is decided by role, never by name: people come and go, and the policy stays.
  roles: setting({
    word: 'roles',
    form: 'words',
    label: 'who may break it',
    description: 'The roles of agents who may break the glass.',
    named: { of: 'roles', issue: 'unknown_role' },
  }),
  reasons: setting({
    word: 'reasons',
    form: 'words',
    label: 'for these reasons',
    description: 'The reasons that an agent may give, as codes, because logs hold them.',
  }),
  // Two persons, because one alone who may open everything is no control (NIST SP 800-53, AC-3(2), dual
  // authorization).
  second: setting({
    word: 'second',
    form: 'words',
    label: 'who may approve it (another person)',
    description: 'The roles of those who may approve it. It is always a second person.',
    named: { of: 'roles', issue: 'unknown_role' },
  }),
  // In milliseconds once compiled, counted from the approval and not from the first look.
  for: setting({
    word: 'for',
    form: 'duration',
    label: 'for how long at most',
    description: 'How long the agent may look, from the approval on.',
  }),
  // The only line of which more is stricter: whoever is told can object.
  notice: {
    ...setting({
      word: 'notice',
      form: 'words',
      label: 'who is told',
      description: 'Who is told each time.',
    }),
    isNeeded: false,
    more: 'stricter',
  } as const,
  // Never more than the highest rung of the class: what nobody is given, nobody sees this way.
  classes: setting({
    word: 'classes',
    form: 'words',
    label: 'what the agent then sees',
    description: 'The classes that the agent then sees, up to the highest rung of each.',
    named: { of: 'classes', issue: 'unknown_class' },
  }),
}

type BreakGlassSettings = ValuesOf<typeof breakGlassSettings>

/** What a policy says of breaking the glass, as compiled. Times are milliseconds. */
export type BreakGlassRule = Required<Omit<BreakGlassSettings, 'notice'>> &
  Pick<BreakGlassSettings, 'notice'>

/** The longest it may stay open, in milliseconds: a day. Whoever needs it on another day asks again. */
export const LONGEST_OPEN = DAY
