import type { CompiledPolicy } from '../decide/index.js'
import { sorted } from '../model/index.js'
import { followRules, MOST_PLACES, type RulePath, rulesHere } from '../redaction/index.js'

/** A place in a record that two policies put into different data classes. */
export interface MovedField {
  /** A path as rules name it: `*` stands for every key that no rule names. */
  readonly path: string
  // Names of the classes that hold it, in alphabetical order; none where no class does.
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/**
 * A path of a class as far as it was walked. One whose steps are all behind holds the place, and so
 * all below it.
 */
interface FieldPath extends RulePath {
  readonly name: string
  readonly side: 'before' | 'after'
}

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
    const { ended, going, names, isUniform } = rulesHere(active, path === '')
    const holding = [...held, ...ended]
    const [old, next] = [namesOn('before', holding), namesOn('after', holding)]
    if (old.join() !== next.join()) found.push({ path, before: old, after: next })
    if (isUniform) return true
    const prefix = path === '' ? '' : `${path}.`
    // Only keys that some path names are told apart; `null` stands for every other key.
    return [null, ...names].every((name) =>
      walk(followRules(going, name), holding, `${prefix}${name ?? '*'}`),
    )
  }
  const isWhole = walk([...stepsOf(before, 'before'), ...stepsOf(after, 'after')], [], '')
  return isWhole ? outermost(found) : null
}

const stepsOf = ({ classes }: CompiledPolicy, side: FieldPath['side']): readonly FieldPath[] =>
  classes.flatMap(({ name, fields }) =>
    fields.map((path) => ({ steps: path.split('.'), at: 0, name, side })),
  )

const namesOn = (side: FieldPath['side'], steps: readonly FieldPath[]): readonly string[] =>
  sorted(steps.filter((step) => step.side === side).map(({ name }) => name))

// A field below another is left out where both changed in the same way.
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
