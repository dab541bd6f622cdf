import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCompiledPolicy } from '../../src/decide/index.js'
import { describeIssue, isRecord } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { neededShape } from '../../src/policy/neededShape.js'

// Written once, by the code of version 1, and never again: what was shipped has to go on being read.
const read = (name: string): string =>
  readFileSync(new URL(`./version1/${name}`, import.meta.url), 'utf8')

const NAMES = ['bank', 'payments', 'telehealth'] as const

const policyOf = (name: string) => {
  const policy = readCompiledPolicy(JSON.parse(read(`${name}.json`)))
  if (!policy.ok) throw new TypeError(`version 1 of ${name} is no longer read`)
  return policy.value
}

test.each(NAMES)('what was compiled in version 1 is read: %s', (name) => {
  expect(readCompiledPolicy(JSON.parse(read(`${name}.json`)))).toMatchObject({ ok: true })
})

test.each([3, 4, 99])(
  'a form that is newer than what reads it is named by its version: %i',
  (version) => {
    const policy: unknown = JSON.parse(read('payments.json'))
    const newer = readCompiledPolicy({ ...(isRecord(policy) ? policy : {}), countersign: version })
    const told = newer.ok ? [] : newer.issues.map((issue) => describeIssue('policy.json', issue))
    expect(told).toEqual([
      `policy.json: this compiled policy needs a newer version of countersign, one that reads form \`${version}\` at \`/countersign\`; allowed: \`1\`, \`2\``,
    ])
  },
)

describe('a policy is written in the oldest form that says all of it', () => {
  test.each(NAMES)('so what version 1 could say stays in it: %s', (name) => {
    const compiled = compilePolicy(read(`${name}.yaml`))
    expect(compiled.ok && compiled.value).toEqual(policyOf(name))
  })

  test('and whatever it does not know, at any place, needs a newer one', () => {
    const { classes, ...rest } = policyOf('telehealth')
    expect(neededShape({ ...rest, classes })).toBe(1)
    expect(neededShape({ ...rest, classes, ...{ newly: 1 } })).toBe(2)
    expect(neededShape({ ...rest, classes: classes.map((one) => ({ ...one, newly: 1 })) })).toBe(2)
  })
})
