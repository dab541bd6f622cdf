import { expect, test } from 'vitest'
import { methods } from '../../src/evidence/index.js'
import { isRecord } from '../../src/model/index.js'
import { compilePolicy, jsonSchemas } from '../../src/policy/index.js'
import { fromSeed } from '../trust/evidenceWorld.js'
import { makeBrand } from './brands.js'
import { startDrawing } from './drawn.js'
import { makeEngagement } from './engagements.js'
import { makeInvariant } from './invariants.js'
import { makePolicy } from './policies.js'

/** Lists the keys that a schema has, each by its place; a definition is a place of its own. */
function keysOf(schema: unknown, place: string, found: Set<string>): void {
  if (!isRecord(schema)) return
  const { properties, additionalProperties, items, anyOf, $defs } = schema
  if (Array.isArray(anyOf)) for (const one of anyOf) keysOf(one, place, found)
  for (const [key, one] of Object.entries(isRecord(properties) ? properties : {})) {
    found.add(`${place}/${key}`)
    keysOf(one, `${place}/${key}`, found)
  }
  keysOf(additionalProperties, `${place}/*`, found)
  keysOf(items, `${place}/*`, found)
  for (const [name, one] of Object.entries(isRecord($defs) ? $defs : {})) keysOf(one, name, found)
}

/** Visits a document along its schema, and marks every key that it has. */
function visit(value: unknown, schema: unknown, { place, root, found }: Visiting): void {
  if (!isRecord(schema)) return
  const { properties, additionalProperties, items, anyOf, $ref } = schema
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/$defs/', '')
    const defs = root['$defs']
    visit(value, isRecord(defs) ? defs[name] : undefined, { place: name, root, found })
    return
  }
  if (Array.isArray(anyOf)) for (const one of anyOf) visit(value, one, { place, root, found })
  if (Array.isArray(value))
    for (const one of value) visit(one, items, { place: `${place}/*`, root, found })
  if (!isRecord(value)) return
  for (const [key, one] of Object.entries(value)) {
    if (isRecord(properties) && Object.hasOwn(properties, key)) {
      found.add(`${place}/${key}`)
      visit(one, properties[key], { place: `${place}/${key}`, root, found })
    } else visit(one, additionalProperties, { place: `${place}/*`, root, found })
  }
}

interface Visiting {
  readonly place: string
  readonly root: Readonly<Record<string, unknown>>
  readonly found: Set<string>
}

// Rows of a test decide nothing; a name and a description say nothing; what stands for a value may stand anywhere.
const SAYS_NOTHING = /^\/(?:tests|\$schema|description)|^\/invariants\/\*\/name|\/parameter$/

test('the falsifier makes every key that a policy may have, in policies that compile', () => {
  const { policy: root = {} } = jsonSchemas()
  const all = new Set<string>()
  keysOf(root, '', all)
  const wanted = new Set([...all].filter((key) => !SAYS_NOTHING.test(key)).map(alike))
  expect(wanted.size).toBeGreaterThan(200)
  const keysIn = (document: unknown): readonly string[] => {
    const found = new Set<string>()
    visit(document, root, { place: '', root, found })
    return [...found].map(alike)
  }
  const unmade = new Set(wanted)
  const isNew = (...documents: readonly unknown[]): boolean =>
    documents.flatMap(keysIn).some((key) => unmade.has(key))
  const see = (document: unknown): void => {
    for (const key of keysIn(document)) unmade.delete(key)
  }
  for (let seed = 0; seed < POLICIES && unmade.size > 0; seed += 1) {
    const choose = fromSeed(seed)
    const document = makePolicy(choose)
    const brand = makeBrand(fromSeed(seed), document)
    const ofBrand = [brand.document, ...Object.values(brand.sources.files ?? {})]
    // To compile takes longest, and is needed where something comes of it alone.
    const isAsked = seed % STATED === 0
    if (!isAsked && !isNew(document, ...ofBrand)) continue
    const compiled = compilePolicy(document)
    if (!compiled.ok) continue
    see(document)
    if (isAsked)
      see({ invariants: Array.from({ length: 6 }, () => makeInvariant(choose, compiled.value)) })
    if (isNew(...ofBrand) && compilePolicy(brand.document, brand.sources).ok) ofBrand.forEach(see)
  }
  expect([...unmade].sort()).toEqual([])
}, 180_000)

// A rung is read as another is, one of a list as one by itself, what a rule of a pack asks as what another asks, and a fact
// the same in every condition.
const alike = (key: string): string =>
  key
    .replace(/\/(?:accept|confirm|masked|full|deliver_to_record)\//, '/full/')
    .replace('/representative/*/', '/representative/')
    .replace(/^\/packs\/\*\/\w+\/\*\/requires\//, '/packs/*/requires/')
    .replace(/^\w*(?:Condition|Request)(\/context\/\*\/)(?:\*\/)?/, 'Condition$1')

const POLICIES = 750

// An invariant is made of a policy that was compiled, so of these that is done whatever their own keys are.
const STATED = 10

test('the falsifier makes every kind of evidence, and every part of an engagement', () => {
  const { engagement: root = {} } = jsonSchemas()
  const all = new Set<string>()
  keysOf(root, '', all)
  const found = new Set<string>()
  const kinds = new Set<string>()
  const choose = fromSeed(1)
  const parts = [...all].filter((key) => !key.startsWith('/evidence/'))
  const unmade = (): readonly string[] => [
    ...methods.map(({ kind }) => kind).filter((kind) => !kinds.has(kind)),
    ...parts.filter((key) => !found.has(key)).sort(),
  ]
  for (let round = 0; round < PEOPLE; round += 1) {
    if (round % 100 === 0 && unmade().length === 0) break
    const engagement = makeEngagement(choose)
    visit(engagement, root, { place: '', root, found })
    for (const { kind } of engagement.evidence ?? []) kinds.add(kind)
  }
  expect(unmade()).toEqual([])
})

const PEOPLE = 3_000

// What a table declares and nobody draws is looked at by no law.
test('every word of every table is drawn, and none of them seldom', () => {
  const { see, table } = startDrawing()
  const choose = fromSeed(2)
  const seldom = (): readonly string[] =>
    Object.entries(table()).flatMap(([name, words]) =>
      Object.entries(words).flatMap(([word, count]) => (count < 2 ? `${name}: ${word}` : [])),
    )
  for (let round = 0; round < DRAWN; round += 1) {
    if (round % 100 === 0 && seldom().length === 0) break
    see([makePolicy(choose), makeEngagement(choose)])
  }
  expect(seldom()).toEqual([])
})

const DRAWN = 3_000
