import { isRecord } from '../../model/index.js'
import type { PolicyTest } from '../../policy/index.js'

// Text that YAML 1.2 reads as itself without quotes: a word that starts with a letter (§7.3.3), but for the words
// that are no text (§10.3.2) and those that YAML 1.1 read as booleans.
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]{0,80}$/
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** Prints a test as an item of a YAML list, its evidence one item a line. */
export function printTest(test: PolicyTest, indent = ''): string {
  const { evidence, ...rest } = test.given
  const lines = [
    `- name: ${printScalar(test.name)}`,
    ...(evidence === undefined
      ? [`  given: ${printFlow(rest)}`]
      : [
          '  given:',
          ...Object.entries(rest).map(([key, value]) => `    ${key}: ${printFlow(value)}`),
          '    evidence:',
          ...evidence.map((item) => `      - ${printFlow(item)}`),
        ]),
    `  expect: ${printFlow(test.expect)}`,
  ]
  return lines.map((line) => `${indent}${line}\n`).join('')
}

function printFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printFlow).join(', ')}]`
  if (!isRecord(value)) return printScalar(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([key, member]) => `${printScalar(key)}: ${printFlow(member)}`).join(', ')} }`
}

const printScalar = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value ?? null)
  if (PLAIN.test(value) && !NOT_TEXT.test(value)) return value
  return `'${value.replaceAll("'", "''")}'`
}
