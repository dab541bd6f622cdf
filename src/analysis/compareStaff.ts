import { breakGlassSettings, type CompiledPolicy, counterSettings } from '../decide/index.js'
import { NEVER, printDuration } from '../model/index.js'
import { isLooserBy } from '../trust/index.js'
import { type Bearing, changeOfText, compareSets, type TextChange } from './textChange.js'

/**
 * Compares what two policies say of the staff: which roles there are, and how the glass may be broken. What a role is
 * given is compared with the rest of what is disclosed; that it is declared only lets rules and records name it.
 */
export const compareStaff = (
  before: CompiledPolicy,
  after: CompiledPolicy,
): readonly TextChange[] => [
  ...compareSets('role', 'roles', [before.roles ?? [], after.roles ?? []], 'changed'),
  ...compareGlass(before.breakGlass, after.breakGlass),
]

/**
 * Compares how many may go wrong before nobody is asked again.
 *
 * A line that a policy leaves out has its standard, which holds all the same.
 */
export const compareCounters = (
  { counters: before }: CompiledPolicy,
  { counters: after }: CompiledPolicy,
): readonly TextChange[] =>
  Object.entries(counterSettings).flatMap(([name, { word, form, standard, tightening }]) => {
    const [old = standard, next = standard] = [before, after].map((one) =>
      new Map(Object.entries(one ?? {})).get(name),
    )
    const isLooser = isLooserBy(tightening, next, old)
    const [one, other] = [sayCounter(form, old), sayCounter(form, next)]
    return changeOfText('counter', word, isLooser ? 'looser' : 'stricter', [one, other])
  })

/** Says a line of the `counters` block: how many, how long, or that it is counted for good. */
export const sayCounter = (form: 'times' | 'duration', value: number): string => {
  if (value === NEVER) return 'for ever'
  return form === 'duration' ? printDuration(value) : `${value}`
}

type BreakGlassOfPolicy = CompiledPolicy['breakGlass']

/** Compares the `break_glass` block line by line, by the table that its reader uses. */
const compareGlass = (
  before: BreakGlassOfPolicy,
  after: BreakGlassOfPolicy,
): readonly TextChange[] =>
  Object.entries(breakGlassSettings).flatMap(([name, { word, more }]) => {
    const [old, next] = [partOf(before, name), partOf(after, name)]
    if (typeof old === 'number' || typeof next === 'number')
      return changeOfText('break_glass', word, bearingOf(Number(old), Number(next)), [
        sayGlassLine(old),
        sayGlassLine(next),
      ])
    // Whoever has no block opens nothing, and whatever a new one opens is more than before.
    if (before === undefined || after === undefined) {
      const bearing = before === undefined ? 'looser' : 'stricter'
      return changeOfText('break_glass', word, bearing, [sayGlassLine(old), sayGlassLine(next)])
    }
    return compareSets('break_glass', word, [old, next], more)
  })

// A longer span lets an agent see for longer.
const bearingOf = (old: number, next: number): Bearing => (next > old ? 'looser' : 'stricter')

/** Says a line of the block, or that there is none of it. */
const sayGlassLine = (part: number | readonly string[]): string => {
  if (typeof part === 'number') return part === 0 ? 'none' : printDuration(part)
  return part.length === 0 ? 'none' : part.join(', ')
}

// What a block does not say is nothing: no time, or no words.
function partOf(glass: BreakGlassOfPolicy, name: string): number | readonly string[] {
  const parts: Readonly<Record<string, number | readonly string[] | undefined>> = { ...glass }
  return parts[name] ?? (name === 'for' ? 0 : [])
}
