/** How many times as many cases of each law are tried: to look for what fails once in many runs. */
export const MORE = Number(process.env['COUNTERSIGN_RUNS'] ?? '1')

/** How many cases of a law are tried: enough for every day, and `COUNTERSIGN_RUNS` times as many for a long look. */
export const runs = (count: number): { readonly numRuns: number } => ({
  numRuns: Math.ceil(count * MORE),
})
