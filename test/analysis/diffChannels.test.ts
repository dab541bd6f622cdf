import { describe, expect, test } from 'vitest'
import { diff, isUnchanged } from '../../src/analysis/index.js'
import { compiled } from '../compiled.js'

/** A policy of one class, with what its document says of channels: of the class, and of one of the business's own. */
const policyWith = (ofClass: string, ofScheme = 'session: true, grade: recognized') =>
  compiled(`
policy: ceilings
version: 1
channels: [{ scheme: kiosk, ${ofScheme} }]
classes:
  account:
    fields: [orders.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified }
    ${ofClass}
stepUp: [login]
routes: [{ id: rest, queue: front }]
`)

const compare = (before: ReturnType<typeof policyWith>, after: ReturnType<typeof policyWith>) => {
  const compared = diff(before, after)
  if (!compared.ok) throw new TypeError('the policies of this test are compared')
  return compared.value
}

const FREE = policyWith('')

describe('a ceiling on one channel is compared exactly', () => {
  test('a new one is stricter, on that channel alone', () => {
    const { regions, looser } = compare(
      FREE,
      policyWith('channels: { whatsapp: { at_most: masked } }'),
    )
    expect(
      regions.map(({ change, before, after, channels }) => [change, before, after, channels]),
    ).toEqual([['stricter', 'full', 'masked', ['whatsapp']]])
    expect(looser).toBe(false)
  })

  test('one that goes is looser, and one that moves is both', () => {
    const held = policyWith('channels: { whatsapp: { at_most: masked } }')
    expect(compare(held, FREE).regions.map(({ change }) => change)).toEqual(['looser'])
    const moved = compare(held, policyWith('channels: { messenger: { at_most: masked } }'))
    expect(
      moved.regions.flatMap(({ change, channels }) => channels.map((one) => [one, change])),
    ).toEqual([
      ['whatsapp', 'looser'],
      ['messenger', 'stricter'],
    ])
  })

  test('one at which nothing more is given anyway changes nothing', () => {
    const full = policyWith('channels: { whatsapp: { at_most: full } }')
    expect(isUnchanged(compare(FREE, full))).toBe(true)
  })

  test("on a channel of the business's own it is told by its scheme", () => {
    const { regions } = compare(FREE, policyWith('channels: { kiosk: { at_most: none } }'))
    expect(new Set(regions.map(({ change }) => change))).toEqual(new Set(['stricter']))
    expect(new Set(regions.flatMap(({ channels }) => channels))).toEqual(new Set(['kiosk']))
  })
})

describe("what a policy says of the business's own channel is compared", () => {
  test.each([
    [
      'a session that begins',
      'session: false, grade: recognized',
      'session: true, grade: recognized',
      'looser',
    ],
    [
      'a session that ends',
      'session: true, grade: recognized',
      'session: false, grade: recognized',
      'changed',
    ],
    [
      'a grade that rises',
      'session: true, grade: claimed',
      'session: true, grade: recognized',
      'looser',
    ],
    [
      'a grade that falls',
      'session: true, grade: recognized',
      'session: true, grade: claimed',
      'changed',
    ],
  ])('%s', (_, before, after, change) => {
    const compared = compare(policyWith('', before), policyWith('', after))
    expect(compared.changes.map(({ about, change: how }) => [about, how])).toEqual([
      ['channel', change],
    ])
    expect(isUnchanged(compared)).toBe(false)
  })
})
