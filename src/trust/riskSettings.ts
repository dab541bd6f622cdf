import { DAY, type FormName, type Forms, type SettingForm } from '../model/index.js'

/** Which of two values is the stricter: a pack may only move a setting that way. */
export type Tightening = 'lower' | 'higher'

/** Tells whether a value of a setting lets through more than another does. */
export const isLooserBy = (tightening: Tightening, value: number, than: number): boolean =>
  tightening === 'lower' ? value > than : value < than

/**
 * A line of the `risk` block: what an unchecked or bad thing caps, or a window of time. `standard`
 * is what holds where a policy leaves the line out.
 */
interface RiskSetting<F extends FormName, Word extends string> extends SettingForm<F, Word> {
  readonly standard: Forms[F]['value']
  readonly tightening: Tightening
  /** Whether a looser value only ever opens more. A longer quarantine may also end a contradiction between records. */
  readonly isPlain: boolean
}

/** A cap for what was not checked: it only comes down. */
const cap = <const Word extends string>(
  word: Word,
  standard: Forms['level']['value'],
  rest: Pick<RiskSetting<'level', Word>, 'description'>,
): RiskSetting<'level', Word> => ({
  word,
  form: 'level',
  standard,
  tightening: 'lower',
  isPlain: true,
  ...rest,
})

/**
 * A window of time. In which direction it is stricter, and whether that may open something, is said
 * with each.
 */
const window = <const Word extends string>(
  word: Word,
  standard: Forms['duration']['value'],
  rest: Pick<RiskSetting<'duration', Word>, 'tightening' | 'isPlain' | 'description'>,
): RiskSetting<'duration', Word> => ({ word, form: 'duration', standard, ...rest })

/** Every risk setting: caps for what was not checked, and windows for what was bad. Adding one takes a line here; compiled policies that there are do not have it. */
export const riskSettings = {
  simSwapUnknown: cap('sim_swap_unknown', 3, {
    description: 'The highest trust while it is not known whether the SIM was changed.',
  }),
  reassignmentUnknown: cap('reassignment_unknown', 3, {
    description:
      'The highest trust while it is not known whether the number has a new owner, but the record was confirmed recently.',
  }),
  // The longest a residential number rests before it is given out again (47 CFR 52.15(f)(1)(ii)).
  reassignmentConfirmed: window('reassignment_confirmed', 90 * DAY, {
    tightening: 'lower',
    isPlain: true,
    description: 'How long a confirmation of the record counts as recent.',
  }),
  reassignmentStale: cap('reassignment_stale', 2, {
    description: 'The same, if the record was confirmed longer ago.',
  }),
  lineTypeUnknown: cap('line_type_unknown', 3, {
    description: 'The highest trust while the type of the line is not known.',
  }),
  nonFixedVoip: cap('non_fixed_voip', 2, {
    description: 'The highest trust for an internet number that anybody can rent.',
  }),
  // 47 CFR 64.2003(b) asks 30 days.
  quarantine: window('quarantine', 30 * DAY, {
    tightening: 'higher',
    isPlain: false,
    description: 'How long a new entry in the record counts for less.',
  }),
}

/** The risk settings of a policy. Ranks cap; times are milliseconds. */
export type RiskSettings = {
  readonly [Name in keyof typeof riskSettings]: Forms[(typeof riskSettings)[Name]['form']]['value']
}

/** Every name of the table, so that one that is added is looked at as well. */
export const RISK_SETTING_NAMES: readonly (keyof RiskSettings)[] = Object.keys(riskSettings).filter(
  (name): name is keyof RiskSettings => name in riskSettings,
)

/** The default caps and windows, as the table says them. */
export const DEFAULT_RISK: RiskSettings = standards()

// The table's own types come back by the signature: what is taken apart by name is put together by name.
function standards(): RiskSettings
function standards(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(riskSettings).map(([name, { standard }]) => [name, standard]),
  )
}

/**
 * Takes the stricter of each setting, of one policy's and of some of a pack's.
 *
 * The order of packs does not matter: the stricter of two is the same either way.
 */
export function tightenRisk(risk: RiskSettings, other: Partial<RiskSettings>): RiskSettings
export function tightenRisk(
  risk: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number | undefined>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(riskSettings).map(([name, { tightening, standard }]) => {
      const own = risk[name] ?? standard
      const pick = tightening === 'lower' ? Math.min : Math.max
      return [name, pick(own, other[name] ?? own)]
    }),
  )
}
