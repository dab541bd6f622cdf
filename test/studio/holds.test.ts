import { expect, test } from 'vitest'
import type { FlowCondition } from './definition.js'
import { holds } from './holds.js'
import { renderLiquid } from './renderLiquid.js'

// Twilio's page on the Split Based On widget: case and outer white space do not count, a pattern takes the whole value.
const cases: readonly (readonly [FlowCondition['type'], string, string, boolean])[] = [
  ['equal_to', 'verified', ' Verified\n', true],
  ['equal_to', 'verified', 'verified!', false],
  ['not_equal_to', 'verified', 'VERIFIED', false],
  ['matches_any_of', 'yes, y,ok', ' Y ', true],
  ['matches_any_of', 'yes,y,ok', 'yes,y', false],
  ['does_not_match_any_of', 'yes,y', 'no', true],
  ['is_blank', '', '  ', true],
  ['is_not_blank', '', 'x', true],
  ['regex', '[a-z]{2}', 'AB', true],
  ['regex', '[a-z]{2}', 'abc', false],
  ['contains', '"verify_sms"', '["login","VERIFY_SMS"]', true],
  ['does_not_contain', ':', '+1415', true],
  ['starts_with', 'is', 'IS0123', true],
  ['does_not_start_with', 'IS', 'CH01', true],
  ['less_than', '3', '2', true],
  ['greater_than', '3', '10', true],
]

test.each(cases)('%s %j of %j', (type, value, rendered, expected) => {
  const condition = { friendly_name: 'x', arguments: ['{{x}}'], type, value }
  expect(holds(condition, rendered)).toBe(expected)
})

test('a value goes into a text as it is, and through to_json as JSON', () => {
  const scope = { said: '"}, {{x}} {', form: { a: ['"', '{{x}}'] } }
  expect(renderLiquid('{{said}}', scope)).toBe(scope.said)
  expect(JSON.parse(renderLiquid('{{form | to_json}}', scope))).toEqual(scope.form)
})

test('what is not known is empty, and null through to_json', () => {
  expect([renderLiquid('{{a.b.c}}', {}), renderLiquid('{{a.b.c | to_json}}', {})]).toEqual([
    '',
    'null',
  ])
})

test('no value reaches a prototype', () => {
  expect(renderLiquid('{{a.constructor.name}}{{a.__proto__}}', { a: {} })).toBe('')
})
