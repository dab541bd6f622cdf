import { expect, test } from 'vitest'
import { type CompiledPolicy, rankOfOpenness } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import {
  AUDIENCES,
  type Decision,
  type Engagement,
  isAlike,
  isRecord,
  type JsonObject,
} from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { redactRecord, redactText } from '../../src/redaction/index.js'
import { makeCustomer } from '../falsify/customers.js'
import { makeEngagement } from '../falsify/engagements.js'
import { makePolicy } from '../falsify/policies.js'
import { ACTION_NAMES, CLASS_NAMES, pick } from '../falsify/words.js'
import { times } from '../runs.js'
import { type Choose, fromSeed, NOW } from '../trust/evidenceWorld.js'

type DocumentKey = keyof PolicyDocument
/** What a brand may say of each part, over what the base says of it. A part that is new does not compile without a word here. */
const SAYS: { readonly [Name in DocumentKey]: (choose: Choose) => unknown } = {
  $schema: () => 'https://example.com/policy.json',
  policy: () => 'brand',
  version: () => 2,
  description: () => 'The young brand.',
  zone: drawn('zone'),
  packs: drawn('packs'),
  facts: drawn('facts'),
  classes: drawn('classes'),
  actions: drawn('actions'),
  roles: drawn('roles'),
  counters: drawn('counters'),
  break_glass: drawn('break_glass'),
  stepUp: drawn('stepUp'),
  methods: drawn('methods'),
  routes: drawn('routes'),
  redact: drawn('redact'),
  risk: drawn('risk'),
  issuers: drawn('issuers'),
  channels: drawn('channels'),
  knowledge: drawn('knowledge'),
  regions: drawn('regions'),
  allow: drawn('allow'),
  identifiers: drawn('identifiers'),
  refuses: drawn('refuses'),
  tests: () => [
    {
      name: 'a stranger',
      given: { channel: 'sms', address: '+14155550100' },
      expect: { trust: 'claimed' },
    },
  ],
  invariants: () => [
    { never: { class: 'account', at_least: 'full' }, when: { trust_below: 'claimed' } },
  ],
}

/** Takes the part from the first policy that has one, of all that are drawn. */
function drawn(part: DocumentKey): (choose: Choose) => unknown {
  return (choose) => {
    for (;;) {
      const said = makePolicy(choose)[part]
      if (said !== undefined) return said
    }
  }
}

const isPart = (word: string): word is DocumentKey => Object.hasOwn(SAYS, word)
const PARTS = Object.keys(SAYS).filter(isPart)

/** Takes as little of it as a brand would say: a name or two of many, and of those again a part or two. */
function graft(choose: Choose, base: unknown, said: unknown): unknown {
  if (isRecord(base) && isRecord(said) && choose(5) !== 0) {
    const names = Object.keys(said)
    if (names.length === 0) return said
    const taken = [pick(choose, names), ...(choose(3) === 0 ? [pick(choose, names)] : [])]
    return Object.fromEntries(taken.map((name) => [name, graft(choose, base[name], said[name])]))
  }
  if (
    Array.isArray(base) &&
    Array.isArray(said) &&
    base.length > 0 &&
    said.length > 0 &&
    choose(3) !== 0
  )
    return items(choose, base, said)
  return choose(12) === 0 ? 'never' : said
}

const IDENTITIES = ['id', 'issuer', 'scheme']

function items(choose: Choose, base: readonly unknown[], said: readonly unknown[]): unknown {
  const [old, next] = [pick(choose, base), pick(choose, said)]
  const key = IDENTITIES.find((one) => isRecord(old) && one in old)
  if (key === undefined || !isRecord(old) || !isRecord(next)) return [next]
  const { [key]: _, ...rest } = next
  const over = graft(choose, old, rest)
  return [{ ...(isRecord(over) ? over : {}), [key]: old[key] }]
}

const RECORD = {
  ...Object.fromEntries(CLASS_NAMES.map((name) => [name, { one: `value of ${name}` }])),
  shared: { id: 'shared one' },
  a: { x: { b: 'deep one' } },
  stray: 'named by no class',
}
const TEXT = 'Card 4111 1111 1111 1111, call +18005550199 or ada@example.com, booking AB12CD'

/** What each audience is shown: of a record leaf by leaf, and of a text word by word. */
function shownBy({ redaction }: Decision): ReadonlyMap<string, string> {
  return new Map(
    AUDIENCES.flatMap((audience) => [
      ...leavesOf(redactRecord(RECORD, redaction[audience]).value, audience),
      [`${audience} text`, redactText(TEXT, redaction[audience]).text] as const,
    ]),
  )
}

const leavesOf = (value: unknown, at: string): readonly (readonly [string, string])[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, below]) => leavesOf(below, `${at} ${name}`))
    : [[at, String(value)]]

/** Names what somebody is given more of. What is offered to step up is worth no more than the proof that comes of it. */
function moreOf(before: Decision, after: Decision): readonly string[] {
  return [
    ...Object.keys(before.disclosure).filter(
      (name) =>
        rankOfOpenness(after.disclosure[name] ?? 'none') >
        rankOfOpenness(before.disclosure[name] ?? 'none'),
    ),
    ...Object.entries(before.actions).flatMap(([name, old]) => {
      const now = after.actions[name]
      // Where further proof is offered, it is not said whether it would be delivered without.
      return (now === 'allow' && old !== 'allow') || (now === 'deliver_to_record' && old === 'deny')
        ? [name]
        : []
    }),
    ...(after.breakGlass?.classes ?? []).filter(
      (name) => before.breakGlass?.classes.includes(name) !== true,
    ),
    ...(after.trust.write > before.trust.write || after.trust.read > before.trust.read
      ? ['trust']
      : []),
    // Who is trusted less may be sent elsewhere; whoever is trusted alike is sent where the base sends them.
    ...(isAlike([before.trust, before.disclosure], [after.trust, after.disclosure]) &&
    before.route.queue !== after.route.queue
      ? ['route']
      : []),
  ]
}

function moreShown(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...after].flatMap(([at, text]) => {
    const old = before.get(at)
    if (at.endsWith(' text')) return hidden(text) < hidden(old ?? '') ? [at] : []
    return old === undefined || (text !== old && text.startsWith('value')) ? [at] : []
  })
}

const VALUES = ['4111 1111 1111 1111', '+18005550199', 'ada@example.com']
const hidden = (text: string): number => VALUES.filter((value) => !text.includes(value)).length

const engagementOf = (choose: Choose): Engagement =>
  choose(2) === 0
    ? makeEngagement(choose)
    : {
        ...makeCustomer(choose, [...CLASS_NAMES, ...ACTION_NAMES]),
        intent: { classes: CLASS_NAMES, actions: ACTION_NAMES },
      }

/** A base that compiles, and people with what they are given under it. */
function baseOf(choose: Choose) {
  for (;;) {
    const document = makePolicy(choose)
    const compiled = compilePolicy(document)
    if (!compiled.ok) continue
    const people = Array.from({ length: PEOPLE }, (_, at) => {
      const engagement = engagementOf(choose)
      const before = evaluate(compiled.value, engagement, NOW)
      return { engagement, before, shown: at < READERS ? shownBy(before) : null }
    })
    return { document, people }
  }
}

function brandOf(base: PolicyDocument, said: JsonObject): CompiledPolicy | null {
  const document = { extends: 'base.yaml', policy: 'brand', version: 1, ...said }
  const compiled = compilePolicy(document, { files: { 'base.yaml': base } })
  return compiled.ok ? compiled.value : null
}

/** Tries what a brand says of one part until it compiles; few of the changes that are drawn are no looser. */
function makeBrand(choose: Choose, base: PolicyDocument, part: DocumentKey): CompiledPolicy | null {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const said = graft(choose, base[part], SAYS[part](choose))
    const brand = brandOf(base, { [part]: said })
    if (brand !== null) return brand
  }
  return null
}

const TRIES = 4
const BASES = 8
const PEOPLE = 20
// What somebody is shown of a record is the same for most of them, and takes long to write.
const READERS = 4

/** How many brands say something of a part: most of those that decide what nearly everybody is given. */
const BRANDS: { readonly [Name in DocumentKey]?: number } = {
  classes: 8,
  actions: 5,
  redact: 5,
  routes: 3,
  risk: 3,
}

/** Names what people are given more of by a brand than by its base. */
function gainedBy(brand: CompiledPolicy, { people }: ReturnType<typeof baseOf>): readonly string[] {
  return people.flatMap(({ engagement, before, shown }) => {
    const after = evaluate(brand, engagement, NOW)
    // A contradiction that ends because less is believed may open what it hid.
    const isEnded = before.trust.resolution === 'conflict' && after.trust.resolution !== 'conflict'
    if (isEnded) return []
    const more = shown === null ? [] : moreShown(shown, shownBy(after))
    return [...moreOf(before, after), ...more]
  })
}

test('whatever a brand says, of any part of a document, what compiles gives nobody more than its base', () => {
  const bases = Array.from({ length: times(BASES) }, (_, at) => baseOf(fromSeed(at * 31 + 7)))
  const gained: unknown[] = []
  let compiled = 0
  for (const [at, part] of PARTS.entries()) {
    for (let round = 0; round < times(BRANDS[part] ?? 1); round += 1) {
      const choose = fromSeed((round + 1) * 7_919 + at * 104_729)
      const base = pick(choose, bases)
      const brand = makeBrand(choose, base.document, part)
      if (brand === null) continue
      compiled += 1
      const more = gainedBy(brand, base)
      if (more.length > 0) gained.push([part, round, more])
    }
  }
  expect(gained).toEqual([])
  expect(compiled).toBeGreaterThan(25)
}, 120_000)
