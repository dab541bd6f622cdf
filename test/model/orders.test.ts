import { expect, test } from 'vitest'
import {
  ANSWERS,
  DAY,
  HOUR,
  LEVELS,
  MINUTE,
  REDACTION_ACTIONS,
  RUNGS,
  SECOND,
} from '../../src/model/index.js'

// Laws compare by these orders themselves, and would follow a change of one: they are written down once more here.

test('these orders say what is more trust, more disclosure, more willing and less strict', () => {
  expect(LEVELS).toEqual(['anonymous', 'claimed', 'recognized', 'verified', 'strong'])
  expect(RUNGS).toEqual(['none', 'accept', 'confirm', 'masked', 'full'])
  expect(ANSWERS).toEqual(['allow', 'step_up', 'deliver_to_record', 'deny'])
  expect(REDACTION_ACTIONS).toEqual(['drop', 'token', 'hash', 'truncate', 'mask', 'keep'])
})

test('times are milliseconds', () => {
  expect([SECOND, MINUTE, HOUR, DAY]).toEqual([1_000, 60_000, 3_600_000, 86_400_000])
})
