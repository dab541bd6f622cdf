import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBinding,
  digestAsked,
  readBindings,
  type VerifyBinding,
} from '../../../src/twilio/functions/verifyBinding.js'
import { runs } from '../../runs.js'

const SECRET = 'a secret of a store, 32 bytes long'
const SENT = { sid: 'VE01', to: 'a', way: 'own', contact: 'b' } as const
const word = fc.constantFrom('', 'pay', '12.50', 'Ada Lovelace', 'Acme')
const told = fc.record({ purpose: word, amount: word, payee: word })

test('a binding says what it is for to whoever asks for the same, and to nobody else', () => {
  fc.assert(
    fc.property(told, told, (one, other) => {
      const binding: VerifyBinding = { ...SENT, asked: digestAsked(SECRET, one) }
      const stored = addBinding(SECRET, null, binding)
      expect(readBindings(SECRET, stored)).toEqual([binding])
      // As it was written before there were digests, each word where there is one.
      const before = { codes: [{ ...SENT, ...one }] }
      expect(readBindings(SECRET, before)).toEqual([binding])
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      expect(digestAsked(SECRET, other) === binding.asked).toBe(isSame)
      for (const text of Object.values(one).filter((text) => text.length > 2))
        expect(JSON.stringify(stored)).not.toContain(text)
    }),
    runs(50),
  )
})
