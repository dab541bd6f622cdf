import { expect, test } from 'vitest'
import { directory } from '../../src/evidence/directory.js'

const AT = '2026-11-22T10:00:00Z'
const QUERIES = {
  number: { phone: '+14155550100' },
  account: { account: { issuer: 'https://login.example.com', subject: 'u-77' } },
} as const
const TIMES = {
  since: { since: '2024-03-01' },
  confirmed: { confirmed: '2026-10-30' },
  both: { since: '2024-03-01', confirmed: '2026-10-30' },
  neither: {},
} as const

/** Reads what a directory answers about an identifier. */
function factsOf(query: object, ...matches: readonly object[]) {
  const found = directory.read({ kind: 'directory', at: AT, query, matches })
  return found.ok ? found.value : []
}

// What a record is worth, by how it came to be on file and what is known of when; an account's in brackets.
test.each([
  ['claimed', 'neither', 1, 1],
  ['claimed', 'both', 1, 1],
  ['on_file', 'neither', 1, 1],
  ['on_file', 'confirmed', 1, 1],
  ['on_file', 'since', 2, 2],
  ['on_file', 'both', 2, 2],
  ['verified', 'neither', 1, 1],
  ['verified', 'confirmed', 2, 2],
  ['verified', 'since', 3, 4],
  ['verified', 'both', 3, 4],
  ['sworn', 'both', 0, 0],
] as const)(
  'a record that is %s with %s is %i, and %i for an account',
  (basis, times, ...ranks) => {
    const match = { customer: 'C-1', basis, ...TIMES[times] }
    const read = [QUERIES.number, QUERIES.account].map((query) => factsOf(query, match))
    const grades = read.map(([tie]) => (tie?.type === 'tie' ? tie.grade : null))
    expect(grades).toEqual(ranks)
    // What nobody knows may be worse than all that is known.
    const isUnread = read.every((facts) => facts.some(({ type }) => type === 'unreadable'))
    expect(isUnread).toBe(basis === 'sworn')
  },
)

test.each([
  ['claimed', {}, true],
  ['on_file', {}, true],
  ['verified', {}, true],
  ['on_file', TIMES.since, false],
  ['verified', TIMES.confirmed, false],
  ['verified', TIMES.both, false],
] as const)('a record that is %s with %j only claims whom it may act for: %s', (...row) => {
  const [basis, times, isClaimed] = row
  const match = { customer: 'C-1', basis, ...times, acts_for: 'C-2', as: 'guardian', origin: 'CH1' }
  const read = factsOf(QUERIES.number, match)
  const said = read.find(({ type }) => type === 'represents')
  expect(said).toMatchObject({ customer: 'C-1', subject: 'C-2', as: 'guardian', origin: 'CH1' })
  expect(said?.type === 'represents' && said.isClaimed === true).toBe(isClaimed)
  // What was made in a conversation does not count in it, the record and the tie to the other alike.
  expect(read[0]).toMatchObject({ type: 'tie', origin: 'CH1' })
})

test('as many records as are read are read, and one more spoils the answer', () => {
  const match = { customer: 'C-1', basis: 'verified', ...TIMES.both }
  const typesOf = (count: number) =>
    factsOf(QUERIES.number, ...Array.from({ length: count }, () => match)).map(({ type }) => type)
  expect(new Set(typesOf(100))).toEqual(new Set(['tie']))
  expect(typesOf(101)).toEqual(['unreadable'])
})
