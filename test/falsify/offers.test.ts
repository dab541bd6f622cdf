import { isDeepStrictEqual } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import { DAY, type Evidence, MINUTE } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { times } from '../runs.js'
import { fromSeed, HERE, ISSUER, iso, NOW } from '../trust/evidenceWorld.js'
import { startCounts } from './counts.js'
import { makeEngagement } from './engagements.js'
import { checkOffers, checkWords } from './offers.js'
import { makePolicy } from './policies.js'

const POLICIES = times(26)
const ENGAGEMENTS = 12

/** What was found and counted in some policies and engagements, by the opening of what is offered and by its words. */
const looked = [checkOffers, checkWords].map((check) => ({
  check,
  counts: startCounts(),
  found: Array.of<string>(),
}))

beforeAll(() => {
  for (let seed = 5_000; seed < 5_000 + POLICIES; seed += 1) {
    const choose = fromSeed(seed)
    const made = compilePolicy({ ...makePolicy(choose), stepUp: ALL })
    if (!made.ok) continue
    for (let at = 0; at < ENGAGEMENTS; at += 1) {
      const engagement = makeEngagement(choose)
      const decision = evaluate(made.value, engagement, NOW)
      for (const { check, counts, found } of looked) {
        check(made.value, engagement, decision, counts, (_, detail) => {
          found.push(JSON.stringify([seed, detail]))
        })
      }
    }
  }
}, 300_000)

const [opened, worded] = looked

const ALL = [
  'login',
  'portal',
  'verify_sms',
  'verify_email',
  'push',
  'passkey',
  'agent_callback',
] as const

test('doing what is offered opens it: whoever else reads, whatever agents said and risks are known', () => {
  expect(opened?.found).toEqual([])
  expect(opened?.counts.offers).toBeGreaterThan(300)
  expect(opened?.counts.falseSmallest).toBe(0)
})

// Levels that differ from rung to rung, ages of some minutes, and news of the number that writes.
test('every word of an offer is true: its level, age and purposes, and that nothing caps it', () => {
  expect(worded?.found).toEqual([])
  expect(worded?.counts.words).toBeGreaterThan(100)
})

// Of words that stand for every level the one that an offer names is enough, and the next below it is not.
test.each([
  ['email', 'ada@example.com', 'recognized'],
  ['web_chat', 'FX01', 'verified'],
] as const)(
  'a login of the class that is named opens what it says, on %s',
  (channel, address, wanted) => {
    const policy = compilePolicy({
      policy: 'classes',
      version: 1,
      classes: { account: { fields: ['account'], full: { write: 'claimed', read: 'verified' } } },
      stepUp: ['login'],
      issuers: [{ issuer: ISSUER, acr: { c: 'claimed', r: 'recognized', v: 'verified' } }],
      routes: [{ id: 'rest', queue: 'front' }],
    })
    if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
    const decided = (acr: string | null) =>
      evaluate(
        policy.value,
        {
          conversation: HERE,
          epoch: 0,
          contact: { channel, address },
          evidence: [
            ...(channel === 'email' ? enrolled : []),
            ...(acr === null ? [] : [loginOf(acr)]),
          ],
          intent: { classes: ['account'] },
        },
        NOW,
      )
    expect(decided(null).stepUp).toMatchObject([{ methods: ['login'], acr: wanted }])
    const given = (['c', 'r', 'v'] as const).map((acr) => decided(acr).disclosure['account'])
    expect(given).toEqual(['none', wanted === 'recognized' ? 'full' : 'none', 'full'])
  },
)

// One proof is asked for all that it opens: as sure as the most of it takes, and as fresh as the least of their ages.
test('what is asked for two things at once is the strictest level and the shortest age of both', () => {
  const levels = ['recognized', 'verified', 'strong'] as const
  const steps = levels.flatMap((level, rank) =>
    ([undefined, '5m', '1h'] as const).flatMap((maxAge) =>
      (maxAge === undefined ? READ_TOO : WRITE).map((of) => ({
        rank,
        seconds: maxAge === undefined ? Number.POSITIVE_INFINITY : maxAge === '5m' ? 300 : 3_600,
        full: { write: levels[0], read: levels[0], [of]: level, ...(maxAge && { maxAge }) },
      })),
    ),
  )
  const wrong = steps.flatMap((one) =>
    steps.flatMap((other) => {
      const policy = compiled({
        policy: 'both',
        version: 1,
        classes: {
          one: { fields: ['one'], full: one.full },
          other: { fields: ['other'], full: other.full },
        },
        stepUp: ['passkey'],
        routes: [{ id: 'rest', queue: 'front' }],
      })
      const { stepUp } = evaluate(policy, STRANGER, NOW)
      const seconds = Math.min(one.seconds, other.seconds)
      const wanted = {
        opens: ['one', 'other'],
        acr: levels[Math.max(one.rank, other.rank)],
        maxAge: seconds === Number.POSITIVE_INFINITY ? undefined : seconds,
      }
      const said = stepUp.map(({ opens, acr, maxAge }) => ({
        opens: opens.toSorted(),
        acr,
        maxAge,
      }))
      return isDeepStrictEqual(said, [wanted]) ? [] : [{ said, wanted }]
    }),
  )
  expect(wrong).toEqual([])
})

const WRITE = ['write'] as const
const READ_TOO = ['write', 'read'] as const

const STRANGER = {
  conversation: HERE,
  epoch: 0,
  contact: { channel: 'web_chat', address: 'FX01' },
  intent: { classes: ['one', 'other'] },
} as const

const enrolled: readonly Evidence[] = [
  {
    kind: 'directory',
    at: iso(NOW - MINUTE),
    query: { email: 'ada@example.com' },
    matches: [{ customer: 'C-77', basis: 'verified', since: '2020-01-01', confirmed: iso(NOW) }],
  },
]

const loginOf = (acr: string): Evidence => ({
  kind: 'session',
  conversation: HERE,
  epoch: 0,
  at: iso(NOW),
  issuer: ISSUER,
  subject: 'own',
  customer: 'C-77',
  acr,
  authTime: iso(NOW),
  expires: iso(NOW + DAY),
})
