import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../runs.js'
import { ADA, type CallFields, type CallTexts, openDoors, WHO } from './openDoors.js'

/** From the request on the wire to the answer: how a flow spells a parameter decides nothing, and nothing is passed over. */
const PAYMENT = { amount: '100', currency: 'EUR', payee: 'Acme' }

// A name in other letters: capitals anywhere, `_` and `-` anywhere.
const respelt = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', '_', '-')), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((how) =>
      [...name]
        .map((letter, at) => {
          const [isCapital, mark] = how[at] ?? [false, '']
          return `${isCapital ? letter.toUpperCase() : letter.toLowerCase()}${mark}`
        })
        .join(''),
    )
// The same value as a flow may write it: with `to_json`, with room around it, as a number.
const rewritten = (value: string): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    ...[value, JSON.stringify(value), ` ${value} `],
    ...(/^[1-9]\d*$/.test(value) ? [Number(value)] : []),
  )
const spelt = (fields: CallTexts): fc.Arbitrary<CallFields> =>
  fc
    .tuple(
      ...Object.entries(fields).map(([name, value]) => fc.tuple(respelt(name), rewritten(value))),
    )
    .map((pairs) => Object.fromEntries(pairs))

describe('a code that is asked for, typed and looked at in whatever letters', () => {
  const story = async (asks: readonly [CallFields, CallFields, CallFields]) => {
    const { asked, start, check, decide } = openDoors()
    const sent = await start({ ...WHO, ...asks[0] })
    const right = await check({ ...WHO, ...asks[1] })
    const { level, disclose_balance, action_pay, action_change, reasons } = await decide({
      ...{ ...WHO, actions: 'pay,change', ...asks[2] },
      ledger: right['ledger'],
    })
    return [
      asked,
      sent['status'],
      right['status'],
      level,
      disclose_balance,
      action_pay,
      action_change,
      reasons,
    ]
  }
  const FOR = [{}, { purpose: 'change' }, { purpose: 'pay', ...PAYMENT }, PAYMENT]

  test('opens what it opens in ours, and Verify is told the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<CallTexts>(...FOR).chain((what) => {
          const [start, check] = [
            { ...what, method: 'verify_sms' },
            { ...what, code: '123456' },
          ]
          const { purpose: _, ...asked }: CallTexts = what
          return fc.record({
            plain: fc.constant([start, check, asked] as const),
            other: fc.tuple(spelt(start), spelt(check), spelt(asked)),
          })
        }),
        async ({ plain, other }) => {
          expect(await story(other)).toEqual(await story(plain))
        },
      ),
      runs(20),
    )
  })

  test('is not sent where a word is there twice, or is none', async () => {
    const words = ['purpose', 'payee', 'amount', 'currency', 'method'] as const
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...words).chain((word) => fc.tuple(fc.constant(word), respelt(word))),
        fc.constantFrom<unknown>({ a: 1 }, ['x', 'y'], [1, 2]),
        async ([word, other], none) => {
          const asks = { ...WHO, ...PAYMENT, purpose: 'pay', method: 'verify_sms' }
          const more = other === word ? { [word]: none } : { [other]: 'another' }
          const { asked, start } = openDoors()
          const { status, reason } = await start({ ...asks, ...more })
          expect([status, asked]).toEqual(['withheld', []])
          expect(reason).toMatch(/^(?:invalid_type|invalid_format|duplicate)$/)
        },
      ),
      runs(20),
    )
  })
})

describe('an agent’s word', () => {
  const WARNING = { Token: 't', flags: 'coaching' }

  test('lowers the conversation in whatever letters it and the conversation are named', async () => {
    await fc.assert(
      fc.asyncProperty(
        respelt('flags'),
        respelt('conversation'),
        rewritten('CH01'),
        async (flags, conversation, which) => {
          const { attest, decide } = openDoors()
          expect(await decide(WHO)).toMatchObject({ level: 'recognized' })
          const { status } = await attest({
            Token: 't',
            [flags]: 'coaching',
            [conversation]: which,
          })
          expect(status).toBe('attested')
          expect((await decide(WHO))['reasons']).toContain('agent_flag')
        },
      ),
      runs(12),
    )
  })

  test.each<[string, CallFields]>([
    ['nothing', {}],
    ['a name that is nearly ours', { flag: 'coaching' }],
    ['an empty flag', { flags: '', lower: null }],
    ['no flags', { flags: [] }],
    ['whom it is of, and not what', { customer: 'C-1001', address: ADA, purpose: 'pay' }],
  ])('that says %s is not taken for one', async (_, said) => {
    const { attest } = openDoors()
    const answer = await attest({ Token: 't', conversation: 'CH01', ...said })
    expect(answer).toMatchObject({ status: 'withheld', reason: 'nothing_attested', ledger: '' })
  })

  test.each<[string, CallFields]>([
    ['a flag in two spellings', { Flags: ['x'], FLAGS: 'coaching' }],
    ['a level in two spellings', { lower: 'strong', Lower: 'verified' }],
    ['a word that is none beside it', { ...WARNING, purpose: { a: 1 } }],
  ])('with %s lowers all the same', async (_, said) => {
    const { attest, decide } = openDoors()
    await attest({ Token: 't', conversation: 'CH01', ...said })
    expect(['claimed', 'anonymous']).toContain((await decide(WHO))['level'])
  })
})

test('who reads is heard in whatever letters it is told, and as a part of a form', async () => {
  await fc.assert(
    fc.asyncProperty(respelt('readers'), fc.constantFrom('', '[]', '[0]'), async (name, part) => {
      const { decide } = openDoors()
      const told = { ...WHO, [`${name}${part}`]: '+14155550177' }
      expect(await decide(told)).toMatchObject({ level: 'recognized', disclose_balance: 'none' })
    }),
    runs(12),
  )
})
