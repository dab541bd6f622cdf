import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRecord } from '../../src/analysis/readRecord.js'
import { readCompiledPolicy, replayRecord } from '../../src/decide/index.js'
import { isRecord } from '../../src/model/index.js'

// Written once, by the code of version 1, and never again: what was logged has to go on being read.
const read = (name: string): string =>
  readFileSync(new URL(`../policy/version1/${name}`, import.meta.url), 'utf8')

const RECORDS: readonly unknown[] = read('records.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

test('records of version 1 are decided again as they were', () => {
  const policies = ['bank', 'payments', 'telehealth'].flatMap((name) => {
    const policy = readCompiledPolicy(JSON.parse(read(`${name}.json`)))
    return policy.ok ? [policy.value] : []
  })
  const otherwise = RECORDS.flatMap((line) => {
    const record = readRecord(line)
    if (!record.ok) return record.issues.map(({ code }) => code)
    const { disclosure, actions, route, policy: made } = record.value
    const policy = policies.find(({ digest }) => digest === made.digest)
    const again = policy === undefined ? null : replayRecord(policy, record.value)
    const isSame =
      JSON.stringify([again?.disclosure, again?.actions, again?.route.id]) ===
      JSON.stringify([disclosure, actions, route])
    return isSame ? [] : [made.name]
  })
  expect(otherwise).toEqual([])
  expect(RECORDS.length).toBeGreaterThan(30)
})

test('a record in a newer form is told by its version', () => {
  const [record] = RECORDS
  const newer = readRecord({ ...(isRecord(record) ? record : {}), record: 'countersign/2' })
  expect(newer).toMatchObject({ ok: false, issues: [{ code: 'newer_record', word: '2' }] })
})

test.each(['countersign/x', 'someone/2', 2, 'countersign/99999999'])(
  'what is no form of a record is not taken for a newer one: %j',
  (word) => {
    const [record] = RECORDS
    const other = readRecord({ ...(isRecord(record) ? record : {}), record: word })
    expect(other).toEqual({ ok: false, issues: [{ code: 'not_a_record', path: '' }] })
  },
)
