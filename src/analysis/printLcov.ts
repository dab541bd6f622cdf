/**
 * How often one line of a policy was reached: a record `DA` of the tracefile. Several items may
 * stand on one line.
 */
export interface LineHits {
  readonly line: number
  readonly hits: number
}

/**
 * How often one outcome of one condition on a line was seen.
 *
 * A record `BRDA`: each condition is a block of two branches.
 */
export interface BranchHits {
  readonly line: number
  /** Which condition on the line. */
  readonly block: number
  /** 0 for met, 1 for not met. */
  readonly branch: 0 | 1
  readonly hits: number
}

/** Prints coverage of one policy file as an LCOV tracefile (geninfo(1)), which CI services and editors read. */
export function printLcov(
  file: string,
  lines: readonly LineHits[],
  branches: readonly BranchHits[],
): string {
  const byLine = mergeLines(lines)
  const taken = branches.filter(({ hits }) => hits > 0).length
  return [
    'TN:',
    `SF:${file}`,
    ...branches.map(({ line, block, branch, hits }) => `BRDA:${line},${block},${branch},${hits}`),
    `BRF:${branches.length}`,
    `BRH:${taken}`,
    ...byLine.map(({ line, hits }) => `DA:${line},${hits}`),
    `LF:${byLine.length}`,
    `LH:${byLine.filter(({ hits }) => hits > 0).length}`,
    'end_of_record',
    '',
  ].join('\n')
}

// `DA` is written once a line, rising, as readers of the format expect.
const mergeLines = (lines: readonly LineHits[]): readonly LineHits[] => {
  const hits = new Map<number, number>()
  for (const one of lines) hits.set(one.line, (hits.get(one.line) ?? 0) + one.hits)
  return [...hits].map(([line, count]) => ({ line, hits: count })).sort((a, b) => a.line - b.line)
}
