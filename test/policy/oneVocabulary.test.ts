import { describe, expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'
import { type CompiledPolicy, stepUpMethods } from '../../src/decide/index.js'
import type { ClassDocument, PolicyDocument, RouteDocument } from '../../src/policy/index.js'
import { compiled as compiledOnce } from '../compiled.js'

type ActionWord = NonNullable<PolicyDocument['actions']>[string]

const known = new Map<string, CompiledPolicy>()

const compiled = ({
  full = 'strong',
  action = { write: 'claimed' },
  when = { trust: 'recognized' },
  channel = 'sms',
}: {
  readonly full?: ClassDocument['full']
  readonly action?: ActionWord
  readonly when?: RouteDocument['when']
  readonly channel?: string
}): CompiledPolicy => {
  const document: PolicyDocument = {
    policy: 'words',
    version: 1,
    classes: { money: { fields: ['balance'], full } },
    actions: { book: action },
    routes: [
      { id: 'known', when, queue: 'care' },
      { id: 'rest', queue: 'front' },
    ],
    tests: [{ name: 'one', given: { channel, address: '1' }, expect: {} }],
  }
  const name = JSON.stringify(document)
  const policy = known.get(name) ?? compiledOnce(document)
  known.set(name, policy)
  return policy
}

describe.each(stepUpMethods.map((method) => [method.name, method] as const))('%s', (_, method) => {
  test.each([method.name, ...method.aliases])('is a method of a requirement as `%s`', (word) => {
    const action = (written: string): ActionWord => ({ write: 'verified', methods: [written] })
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
        expect(compiled({ when: { channel: word } })).toEqual(compiled({ when: { channel: name } }))
        const full = (written: string): ClassDocument['full'] => ({
          write: 'strong',
          channels: [written],
        })
        expect(compiled({ full: full(word) })).toEqual(compiled({ full: full(name) }))
        expect(compiled({ channel: word })).toEqual(compiled({}))
      },
    )
  },
)

test.each(['claimed', 'verified', 3] as const)(
  'an action that takes %s takes that of whoever asks',
  (level) => {
    expect(compiled({ action: level })).toEqual(compiled({ action: { write: level } }))
  },
)
