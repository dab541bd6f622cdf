import type { Causes } from './causes/causesOf.js'
import { sayCausesOf } from './causes/sayCauses.js'
import { describeExtent, isUnchanged, type PolicyDiff, type Region, spanOf } from './diff.js'
import type { TextChange } from './textChange.js'

/**
 * Prints a comparison as Markdown, for a pull request. If its causes are known, each row ends with
 * the lines of the policy that cause it. The text may change in any version; programs should read
 * the JSON.
 */
export function printDiff(compared: PolicyDiff, causes?: Causes): string {
  const { regions, changes, notCompared } = compared
  if (isUnchanged(compared)) return `No decision changes${describeExtent(compared)}.\n`
  return [
    ...(regions.length === 0 ? [] : [printRegions(regions, causes)]),
    ...(changes.length === 0 ? [] : [printChanges(changes, causes)]),
    ...notCompared.map(({ about, why }) => `Not compared: ${about}, because ${why}.\n`),
  ].join('\n')
}

/**
 * Prints the differences of text. They are compared as they are written, so there are no states and
 * no channels to print.
 */
const printChanges = (changes: readonly TextChange[], causes: Causes | undefined): string =>
  printTable(
    ['change', 'what', 'of', 'from → to'],
    changes,
    ({ change, about, name, before, after }) => [
      change,
      about.replace('_', ' '),
      name,
      `${before} → ${after}`,
    ],
    causes,
  )

/**
 * Prints what is decided otherwise. The columns are those of `Region`, in the order in which a
 * reviewer asks.
 */
const printRegions = (regions: readonly Region[], causes: Causes | undefined): string =>
  printTable(
    ['change', 'of', 'from → to', 'write trust', 'read trust', 'channels', 'states'],
    regions,
    ({ name, change, before, after, channels, write, read, states }) => [
      change,
      name,
      `${before} → ${after}`,
      spanOf(write),
      spanOf(read),
      channels.join(', '),
      `${states}`,
    ],
    causes,
  )

/**
 * Prints rows as a table of Markdown. Without causes there is no last column, instead of an empty
 * one.
 */
function printTable<Row extends Region | TextChange>(
  heads: readonly string[],
  rows: readonly Row[],
  print: (row: Row) => readonly string[],
  causes: Causes | undefined,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`
  // Without causes there is no last column, instead of an empty one.
  const more = (text: string): readonly string[] => (causes === undefined ? [] : [text])
  return [
    line([...heads, ...more('because of')]),
    line([...heads.map((head) => (head === 'states' ? '--:' : '---')), ...more('---')]),
    ...rows.map((row) =>
      line([...print(row), ...(causes === undefined ? [] : [sayCausesOf(causes.causes, row)])]),
    ),
    '',
  ].join('\n')
}

// A bar in a name would begin another column.
const escapeCell = (text: string): string => text.replaceAll('|', '\\|')
