import { describe, expect, test } from 'vitest'
import { answerAlways } from '../../../src/twilio/functions/answerAlways.js'
import { call } from './call.js'

const SECRET = '+14155550100'
const withhold = (reason: string): unknown => ({
  status: 'withheld',
  ok: 'false',
  reason,
  token: '',
})
const throwing = (): never => {
  throw new Error(SECRET)
}

describe('a Function answers in its whole shape', () => {
  test.each<[string, () => unknown]>([
    ['throws', throwing],
    ['gives a symbol', () => Symbol(SECRET)],
    ['gives a function', () => throwing],
    ['gives a symbol within', () => ({ token: Symbol(SECRET) })],
    [
      'gives what throws when it is read',
      () => Object.defineProperty({}, 'a', { get: throwing, enumerable: true }),
    ],
    ['gives a number that JSON has not', () => ({ token: 1n })],
  ])('where its work %s', async (_, give) => {
    const handler = answerAlways({ handle: async () => give(), withhold })
    expect(await call(handler, {})).toEqual(withhold('internal_failure'))
  })

  test('where even withholding throws', async () => {
    const handler = answerAlways({
      handle: () => Promise.reject(new Error(SECRET)),
      withhold: throwing,
    })
    const answer = { status: 'withheld', ok: 'false', reason: 'internal_failure' }
    expect(await call(handler, {})).toEqual(answer)
  })
})
