import { expect, test } from 'vitest'
import { answersOf } from '../../src/report/playground/answer.js'
import { startPatience } from '../../src/report/playground/patience.js'
import {
  NOTHING_KNOWN,
  sayProgress,
  verdictTone,
} from '../../src/report/playground/renderVerdicts.js'
import { SMALL_POLICY } from './world.js'

/** Timers that go off in their order when they are told to, as a clock would let them. */
function startClock() {
  let timers: readonly { readonly id: number; readonly at: number; readonly run: () => void }[] = []
  let last = 0
  return {
    setTimeout(run: () => void, at: number): number {
      last += 1
      timers = [...timers, { id: last, at, run }]
      return last
    },
    clearTimeout(id: number): void {
      timers = timers.filter((timer) => timer.id !== id)
    },
    pass(): void {
      for (const { run } of timers.toSorted((one, other) => one.at - other.at)) run()
      timers = []
    },
  }
}

test('a text that takes long is announced once, then given up, and one that was answered never', () => {
  const clock = startClock()
  const told: string[] = []
  const patience = startPatience(
    clock,
    () => told.push('long'),
    () => told.push('too long'),
  )
  patience.begin()
  patience.end()
  clock.pass()
  expect(told).toEqual([])
  patience.begin()
  patience.begin()
  clock.pass()
  expect(told).toEqual(['long', 'too long'])
})

test('what was given up, or is still computed, is never said to be well', () => {
  const policy = { name: 'a', version: 1, digest: 'b' }
  const some = { ...NOTHING_KNOWN, policy }
  const states = [
    NOTHING_KNOWN,
    some,
    { ...some, isLong: true },
    { ...some, isDone: true, givenUp: 'it takes too long' },
    { ...some, isDone: true, doubts: [{ says: 'route shadowed', isAdvice: false }] },
  ]
  expect(states.map(verdictTone)).toEqual(['open', 'open', 'open', 'bad', 'bad'])
  expect(states.map(sayProgress).filter((says) => says.includes('all computed'))).toHaveLength(1)
  expect(sayProgress({ ...some, isLong: true })).toContain('takes a long time')
  expect(sayProgress({ ...some, isDone: true, givenUp: 'it takes too long' })).toMatch(
    /^Not computed/,
  )
  expect(verdictTone({ ...some, isDone: true, doubts: [] })).toBe('good')
})

test('a policy that extends another says that the page does not have that one', () => {
  const text = `${SMALL_POLICY}extends: base.yaml\n`
  const [answer] = answersOf(text, () => '')
  const mistakes = answer?.type === 'refused' ? answer.mistakes : []
  expect(mistakes.map(({ says }) => says).join()).toContain(
    'another file, but this page has no files',
  )
  expect(JSON.stringify(mistakes)).not.toContain('base.yaml')
})
