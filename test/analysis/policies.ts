import { readFileSync } from 'node:fs'
import { editsOf } from '../../src/analysis/mutation/editsOf.js'
import { type MutationReport, mutate } from '../../src/analysis/mutation/mutate.js'
import type { Result } from '../../src/model/index.js'
import { buildPolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import { onceARun } from '../onceARun.js'
import { sparsely } from '../runs.js'

/** The example policies that every law of the analysis is held against. */
export const examples = ['bank', 'clinic', 'retailer'].map((name) => {
  const text = readFileSync(
    new URL(`../../examples/policies/${name}.yaml`, import.meta.url),
    'utf8',
  )
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error(`${name}.yaml does not compile`)
  const { document, parts } = parsed.value
  return { name, text, parsed: parsed.value, policy: buildPolicy(document, parts) }
})

/**
 * What becomes of small changes to an example, of some thirty of them unless a long look is taken: seconds of work, so that it is
 * done once for all who ask.
 */
export function mutated(name: string): Result<MutationReport> {
  const example = examples.find((one) => one.name === name)
  if (example === undefined) throw new TypeError(`no example: ${name}`)
  return JSON.parse(onceARun(`${name}-mutants.json`, () => printMutants(example.parsed.document)))
}

function printMutants(document: PolicyDocument): string {
  const edits = editsOf(document)
  const some = sparsely(edits, edits.length / 28)
  const looked = new Set(some.map((edit) => JSON.stringify(edit)))
  return JSON.stringify(mutate(document, undefined, (edit) => looked.has(JSON.stringify(edit))))
}
