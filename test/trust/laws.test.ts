import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Assessment, DAY, type Engagement, LAYERS, MINUTE } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { runs } from '../runs.js'
import { DEFAULT_TRUST } from './defaultTrust.js'
import {
  type Bond,
  type EvidenceWorld,
  fromTape,
  MESSENGER,
  makeItem,
  makeWorld,
  NOW,
  PLACES,
  type WorldItem,
} from './evidenceWorld.js'
import { render } from './render.js'

const RUNS = runs(100)

const tape = fc.array(fc.nat({ max: 1 << 20 }), { maxLength: 140, size: 'max' })
const anyWorld = tape.map((choices) => makeWorld(fromTape(choices)))
const anyItem = tape.map((choices) => makeItem(fromTape(choices)))

/** A world in which everybody is the same customer and every approval is its own: nothing to contradict. */
const oneCustomer = (world: EvidenceWorld): EvidenceWorld => ({
  ...world,
  items: world.items.map((item, index) => ofOne(item, String(index))),
})

function ofOne(item: WorldItem, name: string): WorldItem {
  switch (item.type) {
    case 'dip':
      return { ...item, matches: item.matches.map((match) => ({ ...match, customer: 'C-1' })) }
    case 'code':
    case 'factor':
      return { ...item, sid: `${item.sid}${name}x` }
    default:
      break
  }
  const isNaming = item.type === 'login' || item.type === 'link'
  return isNaming && item.customer !== null ? { ...item, customer: 'C-1' } : item
}

const sameCustomer = (item: WorldItem, name: string): WorldItem =>
  item.type === 'factor' && item.customer !== null
    ? { ...item, sid: `${item.sid}${name}x`, customer: 'C-1' }
    : ofOne(item, name)

const oneWorld = anyWorld.map((world) => {
  const one = oneCustomer(world)
  return { ...one, items: one.items.map((item, index) => sameCustomer(item, String(index))) }
})

const assessAt = (engagement: Engagement, at = NOW): Assessment =>
  assess(engagement, at, DEFAULT_TRUST)
const trustOf = (world: EvidenceWorld, at = NOW) => assessAt(render(world), at).trust
const ranksOf = (world: EvidenceWorld): readonly [number, number] => {
  const { write, read } = trustOf(world)
  return [write, read]
}
const gist = ({ trust, risks }: Assessment) => {
  const { level, rank, write, read, customer, resolution } = trust
  return { level, rank, write, read, customer, resolution, risks }
}

/** Good news: proofs, matches, links, clean answers. */
const isProof = (item: WorldItem): boolean => {
  switch (item.type) {
    case 'dip':
      return !item.failed && item.matches.every(({ basis }) => basis !== 'rumour')
    case 'code':
    case 'login':
    case 'factor':
      return true
    case 'link':
      return item.linked
    case 'swap':
      return item.swapped === null
    case 'line':
      return item.line !== 'nonFixedVoip'
    case 'reassigned':
      return item.answer === 'no'
    case 'dmarc':
      return item.verdict !== 'fail'
    case 'forward':
    case 'risk':
    case 'revoked':
      return false
  }
}

const [LINKED_PLACE] = PLACES.filter(({ node }) => node === MESSENGER)
/** A link that is old enough to count for all it can. */
const LINK: WorldItem = {
  type: 'link',
  subject: 'u-1',
  customer: 'C-1',
  at: NOW - 400 * DAY,
  conversation: 'CH77',
  linked: true,
}

const withItem = (world: EvidenceWorld, item: WorldItem): EvidenceWorld => ({
  ...world,
  items: [...world.items, item],
})

test('more proof never lowers', () => {
  const proof = anyItem.filter(isProof).map((item) => sameCustomer(item, 'new'))
  fc.assert(
    fc.property(oneWorld, proof, (world, item) => {
      const [write, read] = ranksOf(world)
      const [more, reads] = ranksOf(withItem(world, item))
      expect(more).toBeGreaterThanOrEqual(write)
      expect(reads).toBeGreaterThanOrEqual(read)
    }),
    RUNS,
  )
})

/** A directory's answer is good news, however little of it can be read. */
const isAnswer = (item: WorldItem): boolean => item.type === 'dip' && !item.failed

test('more risk never raises, whoever it is about', () => {
  const risk = anyItem.filter((item) => !isProof(item) && item.type !== 'link' && !isAnswer(item))
  fc.assert(
    fc.property(anyWorld, risk, (world, item) => {
      const [write, read] = ranksOf(world)
      const [less, reads] = ranksOf(withItem(world, item))
      expect(less).toBeLessThanOrEqual(write)
      expect(reads).toBeLessThanOrEqual(read)
    }),
    RUNS,
  )
})

test('removing a proof never raises', () => {
  fc.assert(
    fc.property(oneWorld, fc.nat(), (world, choice) => {
      const proofs = world.items.filter(isProof)
      const gone = proofs[choice % Math.max(1, proofs.length)]
      const [write, read] = ranksOf(world)
      const [less, reads] = ranksOf({ ...world, items: world.items.filter((one) => one !== gone) })
      expect(less).toBeLessThanOrEqual(write)
      expect(reads).toBeLessThanOrEqual(read)
    }),
    RUNS,
  )
})

test('what a directory says of a linked address takes nothing from what may be read through the link', () => {
  const said = anyItem.filter((item) => item.type === 'dip' && isProof(item))
  fc.assert(
    fc.property(oneWorld, said, (world, item) => {
      if (LINKED_PLACE === undefined) return
      const linked: EvidenceWorld = { ...world, place: LINKED_PLACE, readers: [], items: [LINK] }
      const dip = sameCustomer(item, 'new')
      expect(ranksOf(linked)).toEqual([2, 3])
      const more = withItem(linked, dip.type === 'dip' ? { ...dip, node: MESSENGER } : dip)
      expect(ranksOf(more)).toEqual([2, 3])
    }),
    runs(60),
  )
})

test('a proof grown older never raises', () => {
  fc.assert(
    fc.property(oneWorld, fc.integer({ min: 0, max: 60 * 24 * 40 }), (world, age) => {
      const items = world.items.map(
        (item): WorldItem =>
          item.type === 'code' || item.type === 'factor' || item.type === 'login'
            ? { ...item, at: Math.min(item.at, NOW) - age * MINUTE }
            : item,
      )
      const now = world.items.map(
        (item): WorldItem =>
          item.type === 'code' || item.type === 'factor' || item.type === 'login'
            ? { ...item, at: Math.min(item.at, NOW) }
            : item,
      )
      const [write, read] = ranksOf({ ...world, items: now })
      const [less, reads] = ranksOf({ ...world, items })
      expect(less).toBeLessThanOrEqual(write)
      expect(reads).toBeLessThanOrEqual(read)
    }),
    RUNS,
  )
})

test('a further reader never raises what may be read', () => {
  fc.assert(
    fc.property(anyWorld, anyWorld, (world, other) => {
      const readers = world.readers === null ? null : [...world.readers, other.place]
      expect(trustOf({ ...world, readers }).read).toBeLessThanOrEqual(trustOf(world).read)
    }),
    RUNS,
  )
})

test('unknown readers are shown no more than those of any roster', () => {
  fc.assert(
    fc.property(anyWorld, fc.array(anyWorld, { maxLength: 3 }), (world, others) => {
      const known = trustOf({ ...world, readers: others.map(({ place }) => place) }).read
      const unknown = trustOf({ ...world, readers: null }).read
      // Nothing is shown to a reader of 1 that is not shown to one of 0: who reads cannot rest on a claim.
      expect(unknown).toBeLessThanOrEqual(Math.max(1, known))
    }),
    RUNS,
  )
})

test('a proof that somebody else gave, or nobody in particular, does not count', () => {
  fc.assert(
    fc.property(anyWorld, fc.constantFrom('other', 'garbled'), (world, by) => {
      const without = world.items.filter((item) => !('bond' in item) || isRisk(item))
      expect(gist(assessAt(render(givenAs(world, by))))).toEqual(
        gist(assessAt(render({ ...world, items: without }))),
      )
    }),
    RUNS,
  )
})

/** A failed message counts, whoever passed it on. */
const isRisk = (item: WorldItem): boolean => item.type === 'dmarc' && item.verdict === 'fail'

/** Has everything given by one person. */
const givenAs = (world: EvidenceWorld, by: Bond['by']): EvidenceWorld => ({
  ...world,
  items: world.items.map(
    (item): WorldItem => ('bond' in item ? { ...item, bond: { ...item.bond, by } } : item),
  ),
})

test('who gave a proof may be spelt in any way', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const spelt = (by: Bond['by']) => gist(assessAt(render(givenAs(world, by))))
      expect(spelt('respelt')).toEqual(spelt('contact'))
      expect(spelt('unsaid')).toEqual(spelt('contact'))
    }),
    RUNS,
  )
})

test('a directory that failed about the contact gives no more than any answer it could have given', () => {
  fc.assert(
    fc.property(anyWorld, anyItem, (world, dip) => {
      fc.pre(dip.type === 'dip' && dip.node === world.place.node)
      const failed = trustOf(withItem(world, { ...dip, failed: true }))
      const answered = trustOf(withItem(world, { ...dip, failed: false }))
      expect(failed.write).toBeLessThanOrEqual(Math.max(1, answered.write))
      expect(failed.read).toBeLessThanOrEqual(Math.max(1, answered.read))
    }),
    RUNS,
  )
})

test('the order of evidence does not matter', () => {
  fc.assert(
    fc.property(anyWorld, fc.array(fc.nat()), (world, keys) => {
      const items = world.items
        .map((item, index) => ({ item, key: keys[index] ?? index }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item)
      expect(gist(assessAt(render({ ...world, items })))).toEqual(gist(assessAt(render(world))))
    }),
    RUNS,
  )
})

test('duplicates do not matter', () => {
  fc.assert(
    fc.property(anyWorld, fc.nat(), (world, choice) => {
      const again = world.items[choice % Math.max(1, world.items.length)]
      const items = again === undefined ? world.items : [...world.items, again]
      expect(gist(assessAt(render({ ...world, items })))).toEqual(gist(assessAt(render(world))))
    }),
    RUNS,
  )
})

test('the casing of the source does not matter', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      expect(gist(assessAt(render(world, true)))).toEqual(gist(assessAt(render(world, false))))
    }),
    RUNS,
  )
})

test('renaming ids changes nothing', () => {
  const rename = (text: string): string =>
    text
      .replaceAll('"C-', '"customer/')
      .replaceAll('CH01', 'CHzz')
      .replaceAll('CH77', 'CHaa')
      .replaceAll('"VE', '"VEx')
      .replaceAll('"YC', '"YCx')
      .replaceAll('IM0', 'IMx')
      .replaceAll('u-', 'subject-')
      .replaceAll('+14155550', '+14155559')
  fc.assert(
    fc.property(anyWorld, (world) => {
      const engagement = render(givenAs(world, 'contact'))
      const renamed: Engagement = JSON.parse(rename(JSON.stringify(engagement)))
      const before = gist(assessAt(engagement))
      const customer = before.customer?.replace('C-', 'customer/') ?? null
      expect(gist(assessAt(renamed))).toEqual({ ...before, customer })
    }),
    RUNS,
  )
})

test('nothing bound elsewhere counts', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const elsewhere = world.items.map(
        (item): WorldItem =>
          'bond' in item ? { ...item, bond: { ...item.bond, conversation: 'CH99' } } : item,
      )
      const without = world.items.filter((item) => !('bond' in item))
      expect(gist(assessAt(render({ ...world, items: elsewhere })))).toEqual(
        gist(assessAt(render({ ...world, items: without }))),
      )
    }),
    RUNS,
  )
})

test('claims alone never exceed claimed, whatever they match', () => {
  fc.assert(
    fc.property(oneWorld, (world) => {
      const items = world.items.filter(({ type }) => !['code', 'login', 'factor'].includes(type))
      const guest = { channel: 'web_chat', address: 'FX02' }
      const engagement = { ...render({ ...world, items }), contact: guest }
      const { write, read } = assessAt(engagement).trust
      expect(write).toBeLessThanOrEqual(1)
      expect(read).toBe(0)
    }),
    RUNS,
  )
})

test('a claim never changes a risk, nor a record that anything else resolves', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const said = assessAt(render(world))
      const silent = assessAt(render({ ...world, claims: [] }))
      expect(said.risks).toEqual(silent.risks)
      if (silent.trust.resolution === 'none') return
      const { customer, resolution, read, write } = said.trust
      expect({ customer, resolution, read }).toEqual({
        customer: silent.trust.customer,
        resolution: silent.trust.resolution,
        read: silent.trust.read,
      })
      expect(write).toBeLessThanOrEqual(Math.max(1, silent.trust.write))
    }),
    RUNS,
  )
})

describe('paths', () => {
  test('every path goes down the layers, ends at one customer, and visits no other', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        for (const { path, customer } of assessAt(render(world)).supports) {
          expect(path[0]?.from).toBe('conversation')
          for (const [index, { from, to }] of path.entries()) {
            expect(LAYERS.indexOf(to)).toBeGreaterThan(LAYERS.indexOf(from))
            expect(path[index + 1]?.from ?? to).toBe(to)
          }
          const ends = path.filter(({ to }) => to === 'customer').length
          expect(ends).toBe(customer === null ? 0 : 1)
        }
      }),
      RUNS,
    )
  })

  test('a support is no stronger than its weakest edge, and that edge is marked', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        for (const { path, grade } of assessAt(render(world)).supports) {
          const marked = path.filter(({ bottleneck }) => bottleneck === true)
          expect(marked).toHaveLength(1)
          expect(marked[0]?.grade).toBe(Math.min(...path.map((edge) => edge.grade)))
          expect(grade).toBeLessThanOrEqual(marked[0]?.grade ?? 0)
        }
      }),
      RUNS,
    )
  })

  test('no support speaks of another customer', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { supports, trust } = assessAt(render(world))
        for (const { customer } of supports) expect([null, trust.customer]).toContain(customer)
      }),
      RUNS,
    )
  })
})

describe('time', () => {
  const timeless = ({ trust, risks, reasons, supports }: Assessment) => ({
    trust,
    risks,
    reasons,
    supports: supports.map(({ since, ...rest }) => ({
      ...rest,
      ...(rest.method !== 'platform' && rest.method !== 'claim' && { since }),
    })),
  })

  test('an assessment is constant until it says it may change, to the millisecond', () => {
    fc.assert(
      fc.property(anyWorld, fc.double({ min: 0, max: 1, noNaN: true }), (world, where) => {
        const engagement = render(world)
        let at = NOW
        for (let step = 0; step < 6; step++) {
          const now = assessAt(engagement, at)
          const { changesAt } = now
          expect(changesAt).toBeGreaterThan(at)
          const last = Number.isFinite(changesAt) ? changesAt - 1 : at + 1000 * MINUTE * 60 * 24
          const between = Math.floor(at + (last - at) * where)
          expect(timeless(assessAt(engagement, between))).toEqual(timeless(now))
          expect(timeless(assessAt(engagement, last))).toEqual(timeless(now))
          if (!Number.isFinite(changesAt)) break
          at = changesAt
        }
      }),
      runs(120),
    )
  })
})
