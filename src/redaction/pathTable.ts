import type { FieldRule, RedactionAction } from '../model/index.js'
import { isAction, stricter } from './actions.js'
import { followRules, type RulePath, rulesHere } from './rulePath.js'

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

interface ActionPath extends RulePath {
  readonly action: RedactionAction
  readonly isText: boolean
}

/**
 * The most places of a record that its rules may tell apart. Stars multiply: `*.a`, `a.*`, … make a place for
 * each mixture. More than these are no rules that somebody wrote.
 */
export const MOST_PLACES = 20_000
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
    active: readonly ActionPath[],
    above: Pick<RecordPlace, 'action' | 'isText'>,
    path: string,
  ): RecordPlace | null => {
    places += 1
    if (places > MOST_PLACES) return null
    const { ended, going, names, isUniform } = rulesHere(active, path === '')
    const actions = ended.map(({ action }) => action)
    const here = {
      action: strictest(above.action === null ? actions : [above.action, ...actions]),
      isText: above.isText || ended.some(({ isText }) => isText),
    }
    if (isUniform) return { path, ...here, children: new Map(), other: null }
    const prefix = path === '' ? '' : `${path}.`
    const other = build(followRules(going, null), here, `${prefix}*`)
    const children = new Map<string, RecordPlace>()
    for (const name of names) {
      const child = build(followRules(going, name), here, `${prefix}${name}`)
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
