/** The path of a field rule on its way down a record: its steps, and how many of them are behind. */
export interface RulePath {
  readonly steps: readonly string[]
  readonly at: number
}

/** Tells which rules end at a place and which go on. `**` at the end holds everything below, but not the record itself. */
export function rulesHere<Path extends RulePath>(active: readonly Path[], isRecord: boolean) {
  const going = active.filter(({ steps, at }) => at < steps.length)
  const below = isRecord ? [] : going.filter(isBelow)
  const names = new Set(
    going.filter((path) => !isBelow(path)).map(({ steps, at }) => steps[at] ?? '*'),
  )
  const isUniform = names.size === 0 && (!isRecord || going.length === 0)
  names.delete('*')
  const ended = [...active.filter(({ steps, at }) => at === steps.length), ...below]
  return { ended, going, names, isUniform }
}

/**
 * Moves every rule that can follow one key on by one step; `**` stays for all below. `null` is a
 * key that no rule names, which only stars can follow.
 */
export const followRules = <Path extends RulePath>(
  active: readonly Path[],
  key: string | null,
): readonly Path[] =>
  active.flatMap((path) => {
    if (isBelow(path)) return [path]
    const name = path.steps[path.at]
    return name === '*' || (key !== null && name === key) ? [{ ...path, at: path.at + 1 }] : []
  })

// A rule that ends in `**` speaks for everything from here on. It stands nowhere but at the end.
const isBelow = ({ steps, at }: RulePath): boolean => steps[at] === '**' && at === steps.length - 1
