import type { CompiledPolicy } from '../decide/index.js'

/** A place in a record that two policies put into different data classes. */
export interface MovedField {
  /** A path as rules name it: `*` stands for every key that no rule names. */
  readonly path: string
  // Names of the classes that hold it, in alphabetical order; none where no class does.
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/**
 * A path of a class as far as it was walked: `at` of its steps are behind. One whose steps are all
 * behind holds the place, and so all below it.
 */
interface FieldPath {
  readonly steps: readonly string[]
  readonly at: number
  readonly name: string
  readonly side: 'before' | 'after'
}

/**
 * Places in a record beyond which a comparison is not finished. Paths that begin with wildcards may
 * multiply: each level then visits every name that any of them has.
 */
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
  // False as soon as there are too many places: then nothing is said instead of a part.
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
    // Of all keys only those that some path names are told apart; one more stands for every other.
    const names = new Set(
      going.filter((step) => !isBelow(step)).map(({ steps, at }) => steps[at] ?? '*'),
    )
    if (names.size === 0 && (path !== '' || going.length === 0)) return true
    const prefix = path === '' ? '' : `${path}.`
    names.delete('*')
    // `null` is that other key: only wildcards follow it.
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

// `**` at the end holds everything below, but not the place itself.
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
