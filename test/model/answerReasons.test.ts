import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ANSWER_REASONS, REASON_CODES } from '../../src/model/index.js'

const ROOM = resolve(import.meta.dirname, '../../src/twilio')

const textsOf = (folder: string): readonly string[] =>
  readdirSync(join(ROOM, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOM, folder, file), 'utf8'))
    .map((text) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''))

/** How a code is said: as a failure, as an answer that is withheld or refused, as a reason. */
const SAID =
  /(?:fail(?:ed)?|with(?:held|hold)\w*|refused?)\((?:message\.call, |settings, call, |\d+, )?'([a-z_]+)'|(?:code|reason): '([a-z_]+)'/g

// Said while a Function is set up, or between its parts, and so in no answer.
const INNER = ['failed', 'late', 'invalid_customer', 'invalid_sid', 'memory_excluded']

// Put together of who was asked and what became of it.
const ASKED = ['directory', 'lookup', 'participants']
const MADE = [...ASKED.flatMap((who) => [`${who}_failed`, `${who}_late`]), 'directory_partial']

test('whatever code a Function answers is explained, once', () => {
  const said = textsOf('functions').flatMap((text) =>
    [...text.matchAll(SAID)].map(([, one, other]) => one ?? other ?? ''),
  )
  said.push(...MADE)
  const explained = [...REASON_CODES, ...Object.keys(ANSWER_REASONS)]
  expect(new Set(said).size).toBeGreaterThan(50)
  expect([...new Set(said)].filter((code) => ![...explained, ...INNER].includes(code))).toEqual([])
  expect(new Set(explained).size).toBe(explained.length)
})

test('no code is explained that nothing answers', () => {
  const all = [...textsOf('functions'), ...textsOf('inbound'), MADE.map((one) => `'${one}'`)].join()
  expect(Object.keys(ANSWER_REASONS).filter((code) => !all.includes(`'${code}'`))).toEqual([])
})

test('each has a cause and what to do, as sentences', () => {
  for (const { cause, remedy } of Object.values(ANSWER_REASONS))
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^[A-Z].*\.$/)
})
