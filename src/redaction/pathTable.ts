import type { FieldRule, RedactionAction } from '../model/index.js'
import { isAction, stricter } from './actions.js'

/**
 * One place in a record, with all that the rules say of it and of what is below. The rules become a
 * tree of places once; a record is then walked beside it, key by key.
 */
export interface RecordPlace {
  /**
   * The rule path that leads here. Names what rules name, and `*` for the rest: never a key that
   * came in.
   */
  readonly path: string
  /** What happens to a value here; `null` when no rule names it. */
  readonly action: RedactionAction | null
  /** Whether a rule says that a value here is a message. */
  readonly isText: boolean
  /** The places of keys that a rule names. */
  readonly children: ReadonlyMap<string, RecordPlace>
  /**
   * The place of every key that has none of its own; `null` when nothing below differs from here.
   */
  readonly other: RecordPlace | null
}

/** A rule on its way down: its steps, how many of them are behind, and what it says at its end. */
interface RulePath {
  readonly steps: readonly string[]
  readonly action: RedactionAction
  readonly isText: boolean
  readonly at: number
}

// Stars multiply: `*.a`, `a.*`, … make a place for each mixture. More than these are no rules that
// somebody wrote.
const MOST_PLACES = 20_000
const DEEPEST = 32

/**
 * Gives the strictest of the actions given; null for none, which is withheld as well, but under a
 * star.
 */
const strictest = (actions: readonly RedactionAction[]): RedactionAction | null =>
  actions.reduce<RedactionAction | null>(
    (strict, action) => (strict === null ? action : stricter(strict, action)),
    null,
  )

// A rule that ends in `**` speaks for everything from here on. It stands nowhere but at the end.
const isBelow = ({ steps, at }: RulePath): boolean => steps[at] === '**' && at === steps.length - 1

/**
 * Moves every rule that can follow one key on by one step; `**` stays for all below. `null` is a
 * key that no rule names, which only stars can follow.
 */
const follow = (active: readonly RulePath[], key: string | null): readonly RulePath[] =>
  active.flatMap((step) => {
    if (isBelow(step)) return [step]
    const name = step.steps[step.at]
    return name === '*' || (key !== null && name === key) ? [{ ...step, at: step.at + 1 }] : []
  })

const isDone = ({ steps, at }: RulePath): boolean => at === steps.length

/**
 * Compiles field rules into a table of places, so that a record is walked without looking at a
 * rule.
 *
 * A path is keys parted by full stops; `*` is any one key, `**` at its end everything below. A rule
 * that names a container names all in it. Of several rules for one place the strictest holds, in
 * any order. An action that is not known is a `drop`. `null` when the rules are too many (20,000
 * places), too deep (32 steps) or no paths: then nothing may pass.
 *
 * `toPlaces([{ path: 'a.b', action: 'keep' }])` knows three places: the record, `a`, and `a.b`; all
 * else is `*` or `a.*`.
 */
export function toPlaces(rules: readonly FieldRule[]): RecordPlace | null {
  let places = 0
  const build = (
    active: readonly RulePath[],
    above: Pick<RecordPlace, 'action' | 'isText'>,
    path: string,
  ): RecordPlace | null => {
    places += 1
    if (places > MOST_PLACES) return null
    const going = active.filter((step) => !isDone(step))
    const below = path === '' ? [] : going.filter(isBelow)
    const ended = [...active.filter(isDone), ...(path === '' ? [] : below)]
    const actions = ended.map(({ action }) => action)
    const here = {
      action: strictest(above.action === null ? actions : [above.action, ...actions]),
      isText: above.isText || ended.some(({ isText }) => isText),
    }
    const names = new Set(
      going.filter((step) => !isBelow(step)).map(({ steps, at }) => steps[at] ?? '*'),
    )
    // Below a `**` the same rules hold for ever: where nothing else goes on, this place speaks for
    // all below.
    const isUniform = names.size === 0 && (path !== '' || going.length === 0)
    if (isUniform) return { path, ...here, children: new Map(), other: null }
    const prefix = path === '' ? '' : `${path}.`
    const other = build(follow(going, null), here, `${prefix}*`)
    const children = new Map<string, RecordPlace>()
    names.delete('*')
    for (const name of names) {
      const child = build(follow(going, name), here, `${prefix}${name}`)
      if (child === null) return null
      children.set(name, child)
    }
    return other === null ? null : { path, ...here, children, other }
  }
  const steps = rules.map(({ path, action, text }) => ({
    steps: path.split('.'),
    action: isAction(action) ? action : ('drop' as const),
    isText: text === true,
    at: 0,
  }))
  const isSound = steps.every(
    ({ steps: names }) =>
      names.length <= DEEPEST &&
      names.every((name, i) => name !== '' && (name !== '**' || i === names.length - 1)),
  )
  return isSound ? build(steps, { action: null, isText: false }, '') : null
}
