import type { CompiledPolicy } from '../decide/index.js'

/** A place in a record that two policies put into different data classes. */
export interface MovedField {
  /** A path as rules name it: `*` stands for every key that no rule names. */
  readonly path: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

interface FieldPath {
  readonly steps: readonly string[]
  readonly at: number
  readonly name: string
  readonly side: 'before' | 'after'
}

/** Places in a record beyond which a comparison is not finished. */
const MOST_PLACES = 20_000

/**
 * Compares which classes hold each field of a record, exactly: patterns that overlap, wildcards and containers included.
 * The walk is the one that redaction takes, with the rules of both policies at once, so that every place which either
 * tells apart is visited. `null` where there are more places than are looked at.
 */
export function compareFields(
  before: CompiledPolicy,
  after: CompiledPolicy,
): readonly MovedField[] | null {
  const found: MovedField[] = []
  let places = 0
  const walk = (
    active: readonly FieldPath[],
    held: readonly FieldPath[],
    path: string,
  ): boolean => {
    places += 1
    if (places > MOST_PLACES) return false
    const going = active.filter((step) => !isDone(step))
    const below = path === '' ? [] : going.filter(isBelow)
    const holding = [...held, ...active.filter(isDone), ...below]
    const [old, next] = [namesOn('before', holding), namesOn('after', holding)]
    if (old.join() !== next.join()) found.push({ path, before: old, after: next })
    const names = new Set(
      going.filter((step) => !isBelow(step)).map(({ steps, at }) => steps[at] ?? '*'),
    )
    if (names.size === 0 && (path !== '' || going.length === 0)) return true
    const prefix = path === '' ? '' : `${path}.`
    names.delete('*')
    return [null, ...names].every((name) =>
      walk(follow(going, name), holding, `${prefix}${name ?? '*'}`),
    )
  }
  const isWhole = walk([...stepsOf(before, 'before'), ...stepsOf(after, 'after')], [], '')
  return isWhole ? outermost(found) : null
}

const stepsOf = ({ classes }: CompiledPolicy, side: FieldPath['side']): readonly FieldPath[] =>
  classes.flatMap(({ name, fields }) =>
    fields.map((path) => ({ steps: path.split('.'), at: 0, name, side })),
  )

const isDone = ({ steps, at }: FieldPath): boolean => at === steps.length

const isBelow = ({ steps, at }: FieldPath): boolean => steps[at] === '**' && at === steps.length - 1

const follow = (active: readonly FieldPath[], key: string | null): readonly FieldPath[] =>
  active.flatMap((step) => {
    if (isBelow(step)) return [step]
    const name = step.steps[step.at]
    return name === '*' || (key !== null && name === key) ? [{ ...step, at: step.at + 1 }] : []
  })

const namesOn = (side: FieldPath['side'], steps: readonly FieldPath[]): readonly string[] =>
  [...new Set(steps.filter((step) => step.side === side).map(({ name }) => name))].sort()

// What is below a place that moved alike is not told again.
const outermost = (moved: readonly MovedField[]): readonly MovedField[] =>
  moved.filter(
    (one) =>
      !moved.some(
        (other) =>
          one.path.startsWith(`${other.path}.`) &&
          one.before.join() === other.before.join() &&
          one.after.join() === other.after.join(),
      ),
  )
