import { isRecord } from '../../model/index.js'
import type { PolicyTest } from '../../policy/index.js'

// Text that YAML 1.2 reads as itself without quotes: a word that starts with a letter (§7.3.3), but for the words
// that are no text (§10.3.2) and those that YAML 1.1 read as booleans.
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]{0,80}$/
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/**
 * Prints a test as an item of a YAML list, its evidence one item a line; what is wider than so many
 * columns is written over several lines, which mean the same. What it prints reads back as the same
 * test, under YAML 1.1 as well as 1.2.
 */
export function printTest(
  test: PolicyTest,
  indent = '',
  width: number = Number.POSITIVE_INFINITY,
): string {
  const { evidence, ...rest } = test.given
  const below = `${indent}  `
  const lines = [
    `${indent}- name: ${printScalar(test.name)}`,
    ...(evidence === undefined
      ? printMember(['given', rest], below, width)
      : [
          `${below}given:`,
          ...Object.entries(rest).flatMap((member) => printMember(member, `${below}  `, width)),
          `${below}  evidence:`,
          ...evidence.flatMap((item) => printItem(item, `${below}    `, width)),
        ]),
    ...printMember(['expect', test.expect], below, width),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

type ObjectMember = readonly [string, unknown]

const membersOf = (record: Readonly<Record<string, unknown>>): readonly ObjectMember[] =>
  Object.entries(record).filter(([, member]) => member !== undefined)

/**
 * Prints a key with its value on one line where there is room for it, and where nothing of it could
 * stand on lines of its own.
 */
function printMember([key, value]: ObjectMember, indent: string, width: number): readonly string[] {
  const name = `${indent}${printScalar(key)}:`
  const line = `${name} ${printFlow(value)}`
  const below = `${indent}  `
  if (line.length <= width) return [line]
  if (Array.isArray(value) && value.length > 0)
    return [name, ...value.flatMap((item: unknown) => printItem(item, below, width))]
  const members = isRecord(value) ? membersOf(value) : []
  return members.length === 0
    ? [line]
    : [name, ...members.flatMap((member) => printMember(member, below, width))]
}

/** Prints an item of a list. An object that is too wide begins on the line of its dash. */
function printItem(item: unknown, indent: string, width: number): readonly string[] {
  const line = `${indent}- ${printFlow(item)}`
  const members = isRecord(item) ? membersOf(item) : []
  if (line.length <= width || members.length === 0) return [line]
  const below = `${indent}  `
  return members
    .flatMap((member) => printMember(member, below, width))
    .map((text, at) => (at === 0 ? `${indent}- ${text.slice(below.length)}` : text))
}

/** Prints a value in the flow style, which means the same wherever it stands. */
function printFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printFlow).join(', ')}]`
  if (!isRecord(value)) return printScalar(value)
  const members = membersOf(value)
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([key, member]) => `${printScalar(key)}: ${printFlow(member)}`).join(', ')} }`
}

// Single quotes escape nothing but themselves (YAML 1.2.2 §7.3.2).
const printScalar = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value ?? null)
  if (PLAIN.test(value) && !NOT_TEXT.test(value)) return value
  return `'${value.replaceAll("'", "''")}'`
}
