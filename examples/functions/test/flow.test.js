const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { test } = require('node:test')
const { buildFlow } = require('../studio/flow')

const written = JSON.parse(readFileSync(join(__dirname, '../studio/flow.json'), 'utf8'))

test('flow.json is what the policy, sids.json and settings.json say: npm run flow', () => {
  assert.deepEqual(written, buildFlow())
})

test('every way leads to a widget that is there', () => {
  const names = new Set(written.states.map(({ name }) => name))
  for (const { transitions } of written.states)
    for (const { next } of transitions) if (next !== undefined) assert.ok(names.has(next), next)
})

test('no text of the flow mixes Liquid with anything else', () => {
  const texts = (value) =>
    typeof value === 'string'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(texts)
        : []
  for (const text of texts(written))
    if (text.includes('{{')) assert.match(text, /^\{\{[A-Za-z0-9_.]+( \| to_json)?\}\}$/)
})
