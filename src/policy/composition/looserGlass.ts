import { breakGlassSettings, type CompiledPolicy } from '../../decide/index.js'
import type { Loosening } from './looserRules.js'

/**
 * Finds how a brand lets the glass be broken more easily than its base: by more people, for more
 * reasons, for longer, of more classes, or told to fewer. Where the base says nothing of it, nobody
 * may.
 *
 * Each setting says of itself which way is looser (`more`): more roles are looser, and more who are
 * told are stricter.
 */
export function looserGlass(
  { breakGlass: base }: CompiledPolicy,
  { breakGlass: brand }: CompiledPolicy,
): readonly Loosening[] {
  if (brand === undefined) return []
  const [before, after] = [base, brand].map((rule) => new Map(Object.entries(rule ?? {})))
  return Object.entries(breakGlassSettings).flatMap(([name, { word, more }]) => {
    const [old = [], next = []] = [before?.get(name), after?.get(name)]
    const isLooser =
      typeof next === 'number'
        ? !(next <= Number(old))
        : more === 'looser'
          ? !isWithin(next, old)
          : !isWithin(old, next)
    return isLooser ? [{ code: 'loosens_base' as const, steps: ['break_glass', word] }] : []
  })
}

const isWithin = (words: number | readonly string[], known: number | readonly string[]): boolean =>
  typeof words !== 'number' &&
  typeof known !== 'number' &&
  words.every((word) => known.includes(word))
