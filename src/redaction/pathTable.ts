import type { FieldRule, RedactionAction } from '../model/index.js'
import { isAction, stricter } from './actions.js'

/** One place in a record, with all that the rules say of it and of what is below. */
export interface RecordPlace {
  /** The rule path that leads here. Names what rules name, and `*` for the rest: never a key that came in. */
  readonly path: string
  /** What happens to a value here; `null` when no rule names it. */
  readonly action: RedactionAction | null
  /** Whether a rule says that a value here is a message. */
  readonly isText: boolean
  readonly children: ReadonlyMap<string, RecordPlace>
  /** The place of every key that has none of its own; `null` when nothing below differs from here. */
  readonly other: RecordPlace | null
}

interface RulePath {
  readonly steps: readonly string[]
  readonly action: RedactionAction
  readonly isText: boolean
  readonly at: number
}

const MOST_PLACES = 20_000
const DEEPEST = 32

const strictest = (actions: readonly RedactionAction[]): RedactionAction | null =>
  actions.reduce<RedactionAction | null>(
    (strict, action) => (strict === null ? action : stricter(strict, action)),
    null,
  )

const isBelow = ({ steps, at }: RulePath): boolean => steps[at] === '**' && at === steps.length - 1

/** Moves every rule that can follow one key on by one step; `**` stays for all below. */
const follow = (active: readonly RulePath[], key: string | null): readonly RulePath[] =>
  active.flatMap((step) => {
    if (isBelow(step)) return [step]
    const name = step.steps[step.at]
    return name === '*' || (key !== null && name === key) ? [{ ...step, at: step.at + 1 }] : []
  })

const isDone = ({ steps, at }: RulePath): boolean => at === steps.length

/**
 * Compiles field rules into a table of places, so that a record is walked without looking at a rule.
 *
 * A rule that names a container names all in it. Of several rules for one place the strictest holds, in any order.
 * `null` when the rules are too many or too deep to hold: then nothing may pass.
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
    // Below a `**` the same rules hold for ever: where nothing else goes on, this place speaks for all below.
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
