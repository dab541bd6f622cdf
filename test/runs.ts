/** How many times as many cases of each law are tried: to look for what fails once in many runs. */
const MORE = Number(process.env['COUNTERSIGN_RUNS'] ?? '1')

/** How often a loop of a law's own goes round: so many times every day, and `COUNTERSIGN_RUNS` times as often for a long look. */
export const times = (count: number): number => Math.ceil(count * MORE)

/** Takes every so many of a list, those between them for a long look. */
export const sparsely = <One>(list: readonly One[], stride: number): readonly One[] => {
  const step = Math.max(1, Math.round(stride / MORE))
  return list.filter((_, at) => at % step === 0)
}

/** How many cases of a law are tried: enough for every day, and `COUNTERSIGN_RUNS` times as many for a long look. */
export const runs = (count: number): { readonly numRuns: number } => ({
  numRuns: times(count),
})
