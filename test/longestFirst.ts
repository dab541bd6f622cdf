import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take longest, the longest first: each a quarter of a minute or so on one core. It is no matter if the order
 * is not quite right, or one is missing.
 */
export const LONGEST = [
  'report/browser',
  'report/playground',
  'guides',
  'analysis/mistakes',
  'cli/files',
  'analysis/bounds',
  'cli/init',
  'report/desk',
  'examples/selfHosted',
  'analysis/explain',
  'twilio/functions/runtime',
  'falsify/falsify',
  'decide/planSituations',
  'analysis/exact',
  'packed',
  'report/matrix',
]

// One that is not listed comes after those that are.
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return place < 0 ? LONGEST.length : place
}

/**
 * Begins with the files that take longest, so that the workers end together. A fresh clone knows nothing of earlier runs,
 * and a long file that is begun last keeps one core busy for a minute while the other has nothing left to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
