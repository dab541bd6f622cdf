import { describe, expect, test } from 'vitest'
import { methods } from '../../src/evidence/index.js'
import type { Engagement, Evidence, Issue } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import { fromSeed, makeWorld, NOW } from './evidenceWorld.js'
import { GARBAGE, placesIn, put, type ValuePath } from './garbage.js'
import { render } from './render.js'

const isEvidence = (value: unknown): value is Evidence =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'

const asEngagement = (value: unknown): Engagement => {
  const engagement: unknown = value
  return isEngagement(engagement) ? engagement : render(makeWorld(fromSeed(0)))
}
// A caller may pass unchecked JSON where the type says engagement: the test does the same.
const isEngagement = (_value: unknown): _value is Engagement => true

const CODES = /^[a-z][a-z_]*$/
const PLACES = /^(?:|(?:\/[a-zA-Z_]+(?:\/\d+)?)+)$/

describe.each(methods)('$kind, garbled', ({ read, examples, kind }) => {
  test('in any field is refused with a code and a place, or read, and never throws', () => {
    const wrong: unknown[] = []
    for (const example of examples.valid) {
      for (const path of placesIn(example)) {
        for (const garbage of GARBAGE) {
          const item = put(example, path, garbage)
          if (!isEvidence(item)) continue
          const result = read(item, { issuers: [] })
          if (result.ok) continue
          const isTold = ({ code, path: place }: Issue): boolean =>
            CODES.test(code) && PLACES.test(place)
          if (result.issues.length === 0 || !result.issues.every(isTold))
            wrong.push([path, result.issues])
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('beyond recognition leaves a reason, and is worth nothing', () => {
    const bare = assess(asEngagement({ ...BASE, evidence: [] }), NOW, DEFAULT_TRUST)
    for (const garbage of [
      { kind },
      { kind, result: null },
      { kind, result: 'x' },
      { kind, at: {} },
    ]) {
      const { trust, reasons } = assess(
        asEngagement({ ...BASE, evidence: [garbage] }),
        NOW,
        DEFAULT_TRUST,
      )
      // A risk may be in it: then it caps the conversation as well.
      expect({ ...trust, caps: [], path: [] }).toEqual({ ...bare.trust, caps: [], path: [] })
      expect(reasons.some(({ at }) => at?.startsWith('/evidence/0') === true)).toBe(true)
    }
  })
})

const BASE = {
  conversation: 'CH01',
  message: 'IM01',
  contact: { channel: 'sms', address: '+14155550100' },
}

// Absence of these widens by definition: any purpose, any message, an unknown origin, for ever.
const MAY_BE_ABSENT = new Set<unknown>(['purpose', 'message', 'origin'])
// A risk that is removed is gone.
const BAD_NEWS = new Set(['lookup', 'risk_signal', 'security_event', 'email_authentication'])

const widens = (path: ValuePath, garbage: unknown): boolean =>
  MAY_BE_ABSENT.has(path.at(-1)) && (garbage === undefined || garbage === null)
// Another name names another, and a later end is another end: neither is garbage.
const NAMES = new Set<unknown>([
  'customer',
  'origin',
  'conversation',
  'subject',
  'sub',
  'issuer',
  'iss',
  'identity',
  'service_sid',
  'serviceSid',
  'sid',
])
const isEdit = (path: ValuePath, garbage: unknown): boolean =>
  (NAMES.has(path.at(-1)) && typeof garbage === 'string') ||
  // Absent is the first epoch.
  (path.at(-1) === 'epoch' && (garbage === undefined || garbage === null || garbage === 0)) ||
  (path.at(-1) === 'expires' && garbage === '9999-12-31T23:59:59Z')

test('garbling any field of any evidence never throws and never raises', () => {
  let count = 0
  const raised: string[] = []
  for (let seed = 0; seed < 300; seed++) {
    const world = makeWorld(fromSeed(seed), 4)
    const names = (text: string): string => text.replaceAll(/"C-\d"/g, '"C-1"')
    const engagement: Engagement = JSON.parse(names(JSON.stringify(render(world, seed % 2 === 1))))
    const evidence = (engagement.evidence ?? []).map((item, index) => unique(item, index))
    const now = assess({ ...engagement, evidence }, NOW, DEFAULT_TRUST).trust
    for (const [index, item] of evidence.entries()) {
      const rest = evidence.filter((other) => other !== item)
      const without =
        BAD_NEWS.has(item.kind) || isUnlinking(item)
          ? assess({ ...engagement, evidence: rest }, NOW, DEFAULT_TRUST).trust
          : now
      for (const path of placesIn(item)) {
        const garbage = GARBAGE[(seed + index + count++) % GARBAGE.length]
        if (widens(path, garbage) || isEdit(path, garbage)) continue
        const changed = evidence.with(index, asItem(put(item, path, garbage)))
        const found = assess({ ...engagement, evidence: changed }, NOW, DEFAULT_TRUST).trust
        const isRaised =
          found.write > Math.max(now.write, without.write) ||
          found.read > Math.max(now.read, without.read)
        if (isRaised) raised.push(`${seed} /${index}/${path.join('/')} ${count % GARBAGE.length}`)
      }
    }
  }
  expect(raised).toEqual([])
  expect(count).toBeGreaterThan(5_000)
})

const isUnlinking = (item: Evidence): boolean => item['status'] === 'unlinked'

const asItem = (value: unknown): Evidence => (isEvidence(value) ? value : { kind: 'garbage' })

/** Every approval is its own: taking one's name away would otherwise free its copy. */
function unique(item: Evidence, index: number): Evidence {
  const { result } = item
  if (typeof result !== 'object' || result === null || !('sid' in result)) return item
  return { ...item, result: { ...result, sid: `${String(result.sid)}x${index}` } }
}

describe('an engagement, garbled', () => {
  const full = asEngagement({
    ...render(makeWorld(fromSeed(7))),
    readers: [{ channel: 'sms', address: '+14155550101' }],
    claims: { name: 'Ada', email: 'ada@example.com' },
  })

  test('in any field never throws, and says why it is anonymous', () => {
    const wrong: unknown[] = []
    for (const path of placesIn(full)) {
      for (const garbage of GARBAGE) {
        const { trust, reasons } = assess(
          asEngagement(put(full, path, garbage)),
          NOW,
          DEFAULT_TRUST,
        )
        const isSilent = trust.write === 0 && reasons.length === 0
        if (isSilent || !reasons.every(({ code }) => CODES.test(code))) wrong.push([path, reasons])
      }
    }
    expect(wrong).toEqual([])
  })

  test('as a whole is anonymous, with the reason', () => {
    for (const garbage of GARBAGE) {
      const { trust, reasons } = assess(asEngagement(garbage), NOW, DEFAULT_TRUST)
      expect(trust.level).toBe('anonymous')
      expect(reasons).toHaveLength(1)
    }
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, Number.MAX_VALUE])(
    'a time of %d is no time',
    (at) => {
      expect(assess(full, at, DEFAULT_TRUST)).toMatchObject({
        trust: { level: 'anonymous' },
        reasons: [{ code: 'invalid_time' }],
      })
    },
  )

  test('with code in it that throws is anonymous, and the throw goes nowhere', () => {
    const trap = {
      get kind(): string {
        throw new RangeError('zq7')
      },
    }
    expect(assess({ ...full, evidence: [trap] }, NOW, DEFAULT_TRUST)).toMatchObject({
      trust: { level: 'anonymous' },
      reasons: [{ code: 'unreadable' }],
    })
  })

  test('of more evidence than any conversation gathers is anonymous', () => {
    const of = (length: number) => {
      const evidence = Array.from({ length }, () => ({ kind: 'directory' }))
      return assess({ ...full, evidence }, NOW, DEFAULT_TRUST)
    }
    const tooMany = { code: 'too_many', at: '/evidence' }
    expect(of(1_025)).toMatchObject({ trust: { level: 'anonymous' }, reasons: [tooMany] })
    // The last item that is read is read.
    expect(of(1_024).reasons).not.toContainEqual(tooMany)
    expect(of(1_024).reasons).toContainEqual(
      expect.objectContaining({ at: '/evidence/1023/query' }),
    )
  })
})

test('no received value is ever in a reason, a path, a cap or a risk', () => {
  const SECRET = 'zq7secretzq7'
  for (const { examples } of methods) {
    for (const example of [...examples.valid, ...examples.invalid]) {
      for (const path of placesIn(example)) {
        if (path[0] === 'kind') continue
        const item = put(example, path, SECRET)
        const engagement = asEngagement({
          ...BASE,
          claims: { [SECRET]: SECRET },
          evidence: [item, { kind: SECRET }],
          readers: [{ channel: SECRET, address: SECRET }],
        })
        const { reasons, risks, trust, supports } = assess(engagement, NOW, DEFAULT_TRUST)
        const said = {
          reasons,
          risks,
          path: trust.path,
          caps: trust.caps,
          paths: supports.map((one) => one.path),
        }
        expect(JSON.stringify(said)).not.toContain('zq7')
      }
    }
  }
})
