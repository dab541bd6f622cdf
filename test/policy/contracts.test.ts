import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'
import {
  CHANNEL_NAMES,
  SESSION_CHANNELS,
  stepUpMethods,
  stepUpWords,
} from '../../src/decide/index.js'
import { methods } from '../../src/evidence/index.js'
import { identifiers } from '../../src/identifiers/index.js'
import {
  ACTION_KINDS,
  CLASS_KINDS,
  compilePolicy,
  PROOF_KINDS,
  REFUSABLE,
  RISK_NAMES,
} from '../../src/policy/index.js'
import { packs } from '../../src/policy/packs/index.js'
import { DEFAULT_RISK } from '../../src/trust/index.js'

const SOURCE = resolve(import.meta.dirname, '../../src')

const textOf = (room: string): string =>
  readdirSync(resolve(SOURCE, room))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(resolve(SOURCE, room, file), 'utf8'))
    .join('\n')

describe('the words of a policy are those of the rooms they speak of', () => {
  test('channels', () => {
    expect([...CHANNEL_NAMES].sort()).toEqual(channels.map(({ name }) => name).sort())
  })

  test('channels with a session', () => {
    const custom = 'custom'
    expect([...SESSION_CHANNELS].sort()).toEqual(
      channels
        .filter(({ name, session }) => session && name !== custom)
        .map(({ name }) => name)
        .sort(),
    )
  })

  test('evidence that can be refused', () => {
    const kinds = methods.map(({ kind }) => kind)
    expect(REFUSABLE).toEqual(expect.arrayContaining(kinds))
    expect(kinds).toEqual(expect.arrayContaining([...PROOF_KINDS]))
  })

  test.each(RISK_NAMES)('the risk %s is one that somebody reports', (name) => {
    expect(`${textOf('evidence')}${textOf('trust')}`).toMatch(new RegExp(`\\b${name}\\b`))
  })

  test('default caps', () => {
    const silent = compilePolicy({
      policy: 'silent',
      version: 1,
      classes: { contact: { fields: ['name'] } },
      routes: [{ id: 'general', queue: 'front-desk' }],
    })
    expect(silent.ok && silent.value.risk).toEqual(DEFAULT_RISK)
  })
})

describe.each(packs)('the pack $name', (pack) => {
  const rules = [
    ...pack.classes,
    ...pack.actions,
    ...pack.delivery,
    ...pack.redaction,
    ...pack.refuses,
    ...pack.retention,
  ]

  test('cites a source for every rule, each rule under its own name', () => {
    expect(rules.length).toBeGreaterThan(0)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { id, sources } of rules) {
      expect(id.startsWith(`${pack.name}.`)).toBe(true)
      expect(sources.length).toBeGreaterThan(0)
      expect(sources.every((source) => /\d/.test(source) || /documentation/.test(source))).toBe(
        true,
      )
    }
  })

  test('speaks only of kinds a policy can name', () => {
    const named = [...pack.classes, ...pack.delivery, ...pack.redaction, ...pack.training].flatMap(
      ({ kinds }) => kinds ?? [],
    )
    expect(['*', ...CLASS_KINDS]).toEqual(expect.arrayContaining(named))
    expect(ACTION_KINDS).toEqual(expect.arrayContaining(pack.actions.flatMap(({ kinds }) => kinds)))
    expect(identifiers.map(({ type }) => type)).toEqual(
      expect.arrayContaining(pack.redaction.flatMap(({ identifiers: types }) => types ?? [])),
    )
    expect(REFUSABLE).toEqual(expect.arrayContaining(pack.refuses.map(({ kind }) => kind)))
  })

  test('asks more of a higher rung than of a lower one', () => {
    for (const { requires } of [...pack.classes, ...pack.actions]) {
      if (requires !== undefined) expect(requires.write).toBeGreaterThanOrEqual(2)
    }
  })
})

test('no pack claims that anybody is in conformity', () => {
  expect(`${textOf('policy/packs')}${textOf('policy/ownPacks')}`).not.toMatch(/complian|certifi/i)
})

// A card is handed over unasked, and a check of one's own is offered under the name that the policy gives it.
const NOT_ASKED_FOR = ['shared_contact', 'knowledge_check']

test('whatever proves something can be asked for', () => {
  const offered = [...NOT_ASKED_FOR, ...stepUpMethods.map(({ kind }) => kind)]
  expect(PROOF_KINDS.length).toBeGreaterThan(5)
  expect(
    PROOF_KINDS.filter((kind) => !offered.includes(kind)),
    'add a line for each to `src/decide/stepUpMethods.ts`',
  ).toEqual([])
})

describe.each(stepUpMethods)('the step-up method $name', (method) => {
  test('yields a kind of evidence there is', () => {
    expect(PROOF_KINDS).toContain(method.kind)
  })

  test('has a word of its own', () => {
    for (const word of [method.name, ...method.aliases]) {
      expect(stepUpWords.filter((other) => other === word)).toEqual([word])
    }
  })

  test('is capped by risks that somebody reports', () => {
    const written = `${textOf('evidence')}${textOf('trust')}`
    const unheard = method.heldBy.filter((code) => !new RegExp(`\\b${code}\\b`).test(written))
    expect(unheard).toEqual([])
  })
})
