import type { FormName, SettingForm, ValuesOf } from '../../model/index.js'

/** How a change of a setting bears on people where it gets longer: more is opened, or more is told. */
type WhenMore = 'looser' | 'stricter'

/** A line of the `break_glass` block, and all that is known about it. */
interface BreakGlassSetting<F extends FormName, Word extends string> extends SettingForm<F, Word> {
  /** Whether the block says nothing without it. */
  readonly isNeeded: boolean
  /** What it means that there is more of it. */
  readonly more: WhenMore
  /** What the report says before it. */
  readonly label: string
}

/** Checks a setting's own type, and keeps its word for the types of documents. */
const setting = <const Word extends string, F extends FormName>(
  one: BreakGlassSetting<F, Word>,
): BreakGlassSetting<F, Word> => one

/** Every line of the `break_glass` block. Adding one takes a line here. */
export const breakGlassSettings = {
  // Who may look is decided by role, never by name: people come and go, and the policy stays.
  roles: setting({
    word: 'roles',
    form: 'words',
    isNeeded: true,
    more: 'looser',
    label: 'may be opened by',
    description: 'Roles of those who may open what is withheld.',
    named: { of: 'roles', issue: 'unknown_role' },
  }),
  reasons: setting({
    word: 'reasons',
    form: 'words',
    isNeeded: true,
    more: 'looser',
    label: 'for the reasons',
    description:
      'Codes of the reasons for which it may be opened: a closed list, as they are written into logs.',
  }),
  // Two persons, because one alone who may open everything is no control (NIST SP 800-53, AC-3(2), dual
  // authorization).
  second: setting({
    word: 'second',
    form: 'words',
    isNeeded: true,
    more: 'looser',
    label: 'approved by another person of',
    description: 'Roles of those who may approve it: always another person.',
    named: { of: 'roles', issue: 'unknown_role' },
  }),
  // In milliseconds once compiled, counted from the approval and not from the first look.
  for: setting({
    word: 'for',
    form: 'duration',
    isNeeded: true,
    more: 'looser',
    label: 'for at most',
    description: 'How long it stays open, from the approval on.',
  }),
  // The only line of which more is stricter: whoever is told can object.
  notice: setting({
    word: 'notice',
    form: 'words',
    isNeeded: false,
    more: 'stricter',
    label: 'told to',
    description: 'Whom it is told to, every time.',
  }),
  // Never more than the highest rung of the class: what nobody is given, nobody sees this way.
  classes: setting({
    word: 'classes',
    form: 'words',
    isNeeded: true,
    more: 'looser',
    label: 'opens to the agent alone',
    description: 'Classes that the agent then sees, as far as anybody is ever given them.',
    named: { of: 'classes', issue: 'unknown_class' },
  }),
}

type BreakGlassSettings = ValuesOf<typeof breakGlassSettings>

/** What a policy says of breaking the glass, as compiled. Times are milliseconds. */
export type BreakGlassRule = Required<Omit<BreakGlassSettings, 'notice'>> &
  Pick<BreakGlassSettings, 'notice'>

/** The longest it may stay open, in milliseconds: a day. Whoever needs it on another day asks again. */
export const LONGEST_OPEN = 86_400_000
