import { describe, expect, test } from 'vitest'
import { channels, findChannel } from '../../src/channels/index.js'
import { replayRecord } from '../../src/decide/index.js'
import { evaluateAndRecord } from '../../src/evaluate.js'
import type { Engagement } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import {
  toAgentPanel,
  toInsights,
  toStudioResult,
  toTaskAttributes,
} from '../../src/twilio/outbound/index.js'

/** Attacks by a word: a channel has several, and whoever picks one must not pick what is decided or where it goes. */
const AT = '2026-11-22T10:00:00Z'
const OWN = ['kiosk', 'totem']

const built = channels.filter(({ name }) => name !== 'custom')
const compiled = compilePolicy(`
policy: channels
version: 1
channels:
  - { scheme: kiosk, grade: 2, session: true }
  - { scheme: totem, grade: 1 }
classes:
  account: { fields: [orders.*], full: { write: recognized } }
stepUp: [login]
routes:
${[...built.map(({ name }) => name), ...OWN].map((name) => `  - { id: by_${name}, when: { channel: [${name}] }, queue: q }`).join('\n')}
  - { id: other, queue: q }
`)
if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
const policy = compiled.value

/** Everything that names the channel, or depends on it, of one engagement. */
function namedBy(contact: unknown, more: object = {}) {
  const engagement: Engagement = JSON.parse(
    JSON.stringify({ conversation: 'CH01', ...more, contact }),
  )
  const { decision, record } = evaluateAndRecord(policy, engagement, AT)
  const { attributes, text } = toTaskAttributes(engagement, decision, { limit: 4_096 })
  const insights = toInsights(engagement, decision, { conversations: { campaign: 'channel' } })
  return {
    route: decision.route.id,
    replayed: replayRecord(policy, record)?.route.id,
    names: [
      decision.channel,
      attributes.countersign.channel,
      insights.ok && insights.value.conversations['campaign'],
      toStudioResult(engagement, decision).channel,
      toAgentPanel(text).channel,
    ],
    recorded: record.channel,
    session: record.session,
  }
}

/** A word in other letters: any case, hyphens and spaces for `_`. */
const spellings = (word: string): readonly string[] => [
  word,
  word.toUpperCase(),
  ` ${word.replaceAll('_', '-')} `,
  word.replaceAll('_', ' '),
]

const words = built.flatMap(({ name, aliases, examples, session }) =>
  [name, ...aliases].flatMap((plain) =>
    spellings(plain).map((word) => ({
      name,
      word,
      session,
      // How an address is read does not depend on how its channel is spelt.
      addresses: word === plain ? examples.valid : examples.valid.slice(0, 1),
    })),
  ),
)

describe.each(words)('the word "$word"', ({ name, word, addresses, session }) => {
  const named = {
    route: `by_${name}`,
    replayed: `by_${name}`,
    names: [name, name, name, name, name],
    recorded: name,
  }

  test('names one channel to trust, to the route and in all that is written', () => {
    for (const address of addresses) {
      expect(namedBy({ channel: word, address })).toEqual({ ...named, session })
    }
  })

  test('names it also where nothing else can be read', () => {
    const { session: _, ...left } = namedBy({ channel: word })
    expect(left).toEqual(named)
    const [address] = addresses
    const { session: __, ...unbound } = namedBy({ channel: word, address }, { conversation: 7 })
    expect(unbound).toEqual(named)
  })
})

describe.each(OWN)('a channel of the business’s own, %s', (scheme) => {
  const named = {
    route: `by_${scheme}`,
    replayed: `by_${scheme}`,
    names: Array.from({ length: 5 }, () => 'custom'),
    recorded: 'custom',
  }
  const session = scheme === 'kiosk'

  test.each([
    { channel: scheme, address: `${scheme}:42` },
    { channel: scheme, address: '42' },
    { channel: scheme.toUpperCase(), address: ' 42 ' },
    { channel: 'custom', address: `${scheme}:42` },
    { channel: 'Custom-Channel', address: `${scheme.toUpperCase()}: 42` },
  ])('is one channel as %j', (contact) => {
    expect(namedBy(contact)).toEqual({ ...named, session })
  })

  test('is named also where its address cannot be read', () => {
    const { session: _, ...left } = namedBy({ channel: scheme, address: '' })
    expect(left).toEqual(named)
  })
})

test.each(['', 'pigeon', 'w a', '__proto__', 'constructor', 'x'.repeat(9_999), 7, null])(
  'what is no channel, such as %j, is named nowhere',
  (word) => {
    expect(findChannel(String(word), policy.channels)).toBeUndefined()
    expect(namedBy({ channel: word, address: '+14155550100' })).toEqual({
      route: 'other',
      replayed: 'other',
      names: ['', '', '', '', ''],
      recorded: 'other',
      session: undefined,
    })
  },
)
