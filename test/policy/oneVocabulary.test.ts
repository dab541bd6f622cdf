import { describe, expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'
import { type CompiledPolicy, stepUpMethods } from '../../src/decide/index.js'
import { compiled as compiledOnce } from '../compiled.js'

const compiled = ({
  full = 'strong',
  action,
  when = 'trust: recognized',
  channel = 'sms',
}: Readonly<Partial<Record<'full' | 'action' | 'when' | 'channel', string>>>): CompiledPolicy =>
  compiledOnce(`policy: words
version: 1
classes: { money: { fields: [balance], full: ${full} } }
actions: { book: ${action ?? '{ write: claimed }'} }
routes: [{ id: known, when: { ${when} }, queue: care }, { id: rest, queue: front }]
tests: [{ name: one, given: { channel: ${channel}, address: '1' }, expect: {} }]
`)

describe.each(stepUpMethods.map((method) => [method.name, method] as const))('%s', (_, method) => {
  test.each([method.name, ...method.aliases])('is a method of a requirement as `%s`', (word) => {
    const action = (written: string): string => `{ write: verified, methods: [${written}] }`
    const meant = method.via ?? method.kind
    // A word that is a kind of evidence itself means every way to give it.
    const isKind = word === method.kind
    expect(compiled({ action: action(word) })).toEqual(
      compiled({ action: action(isKind ? method.kind : meant) }),
    )
  })
})

describe.each(channels.map(({ name, aliases }) => [name, aliases] as const))(
  '%s',
  (name, aliases) => {
    test.each([name, ...aliases])(
      'is meant by `%s` in conditions, requirements, ceilings and tests',
      (word) => {
        expect(compiled({ when: `channel: ${word}` })).toEqual(
          compiled({ when: `channel: ${name}` }),
        )
        const full = (written: string): string => `{ write: strong, channels: [${written}] }`
        expect(compiled({ full: full(word) })).toEqual(compiled({ full: full(name) }))
        expect(compiled({ channel: word })).toEqual(compiled({}))
      },
    )
  },
)

test.each(['claimed', 'verified', 3])(
  'an action that takes %s takes that of whoever asks',
  (level) => {
    expect(compiled({ action: String(level) })).toEqual(compiled({ action: `{ write: ${level} }` }))
  },
)
