import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { channels, parseContact, parseIdentifier } from '../../src/channels/index.js'
import { anyCharacter } from '../arbitraries/characters.js'

const SENDERS = ['person', 'short_code', 'alphanumeric', 'group']

describe.each(channels)('$name', (channel) => {
  const { examples, name } = channel
  const anyText = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 300 }),
    fc.constantFrom(...examples.valid),
    fc.constantFrom(...examples.invalid),
    fc
      .tuple(fc.constantFrom(...examples.valid), fc.string({ maxLength: 3 }))
      .map((t) => t.join('')),
    fc.tuple(fc.constantFrom(name, ...channel.aliases), fc.string()).map((t) => t.join(':')),
  )

  test.each(examples.valid)('reads %j', (text) => {
    expect(channel.parse(text).ok).toBe(true)
  })

  test.each(examples.invalid)('refuses %j', (text) => {
    expect(channel.parse(text).ok).toBe(false)
  })

  test('what is read is printed and read back the same, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = channel.parse(text)
        if (!once.ok) return
        expect(channel.parse(once.value)).toEqual(once)
        expect(channel.parse(channel.print(once.value))).toEqual(once)
      }),
    )
  })

  test('every text is read or refused, and a refusal repeats nothing of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = channel.parse(text)
        if (parsed.ok) {
          expect(parsed.value.length).toBeLessThanOrEqual(256)
          expect(SENDERS).toContain(channel.sender(parsed.value))
          return
        }
        expect(parsed.issues.length).toBeGreaterThan(0)
        for (const issue of parsed.issues) {
          expect(Object.keys(issue)).toEqual(['code', 'path'])
          expect(issue.code).toMatch(/^[a-z_]{3,24}$/)
          expect(issue.path).toBe('')
        }
      }),
    )
  })

  test('the node of an address names itself, whatever noise it came with', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = channel.parse(text)
        if (!parsed.ok) return
        const node = channel.node(parsed.value)
        expect(node).toMatch(/^[a-z][a-z0-9+._-]{0,63}:./u)
        expect(parseIdentifier(node)).toBe(node)
      }),
    )
  })

  test('white space around an address and the case of its scheme are noise', () => {
    for (const text of examples.valid) {
      const parsed = channel.parse(text)
      if (!parsed.ok) continue
      const uri = channel.print(parsed.value)
      const scheme = uri.slice(0, uri.indexOf(':') + 1)
      const noisy = ` ${scheme.toUpperCase()}${uri.slice(scheme.length)}\t`
      expect(channel.parse(noisy)).toEqual(parsed)
    }
  })

  test('a contact keeps the channel it was given with', () => {
    fc.assert(
      fc.property(anyText, (address) => {
        const contact = parseContact({ channel: name, address })
        if (contact.ok) expect(contact.value.channel).toBe(name)
      }),
    )
  })

  test('the platform alone never makes a person verified', () => {
    expect(channel.grade).toBeLessThanOrEqual(2)
    expect(channel.readCeiling).toBeLessThanOrEqual(3)
  })

  test('is described in names that are safe to write down', () => {
    expect(name).toMatch(/^[a-z][a-z_]{1,30}$/)
    for (const alias of [...channel.aliases, ...(channel.schemes ?? [])]) {
      expect(alias).toMatch(/^[a-z][a-z_]{0,40}$/)
    }
    expect(examples.valid.length).toBeGreaterThan(1)
    expect(examples.invalid).toContain('')
  })
})

test('no name, alias or scheme belongs to two channels', () => {
  const all = channels.flatMap(({ name, aliases, schemes = [] }) => [name, ...aliases, ...schemes])
  expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([])
})

test('the table says of every channel of the design what the design says', () => {
  const rows = channels.map((c) => [c.name, c.grade, c.session, c.readCeiling])
  const design = [
    ['sms', 2, false, 3],
    ['mms', 2, false, 3],
    ['group_mms', 2, false, 3],
    ['rcs', 2, false, 3],
    ['whatsapp', 2, true, 3],
    ['messenger', 2, true, 1],
    ['instagram', 2, true, 1],
    ['line', 2, true, 1],
    ['viber', 2, true, 1],
    ['telegram', 2, true, 1],
    ['apple', 2, true, 1],
    ['web_chat', 0, true, 0],
    ['web_chat_authenticated', 0, true, 0],
    ['in_app', 0, true, 0],
    ['email', 1, false, 3],
    ['custom', 1, false, 1],
  ]
  expect(rows).toEqual(expect.arrayContaining(design))
})
