import { isRecord } from '../model/index.js'
import type { PathSteps } from './readSource.js'

/**
 * A part of a document that declares names which other parts ask for. How a name stands there
 * is known here alone: whoever merges documents, looks a name up or tells a misspelt one reads
 * it from this table.
 */
interface DeclaringPart {
  /**
   * Where a name stands: before the colon (`classes: { balance: … }`), as an item that is
   * nothing but the word (`roles: [clerk]`), or in an item, behind this key
   * (`routes: [{ id: general, … }]`).
   */
  readonly named: 'member' | 'word' | { readonly key: string }
  /** Other keys of an item behind which stand words that may be asked for, such as a queue. */
  readonly also?: readonly string[]
  /** The codes by which a word is doubted that may be declared here. */
  readonly doubted: readonly string[]
  /** The keys of what a test row expects, where a doubted word may be declared here. */
  readonly expected?: readonly string[]
}

/** Every part that declares names. A part of that kind takes a line here and no other. */
const PARTS = {
  classes: {
    named: 'member',
    doubted: ['unknown_class', 'unknown_class_or_action', 'unknown_identifier'],
  },
  actions: { named: 'member', doubted: ['unknown_action', 'unknown_class_or_action'] },
  routes: {
    named: { key: 'id' },
    also: ['queue', 'overflow'],
    doubted: ['unknown_route', 'unknown_queue'],
    expected: ['route', 'queue'],
  },
  channels: { named: { key: 'scheme' }, doubted: ['unknown_channel'] },
  facts: { named: 'member', doubted: ['unknown_fact'] },
  identifiers: { named: 'member', doubted: ['unknown_identifier'] },
  issuers: { named: { key: 'issuer' }, doubted: ['unknown_issuer'] },
  knowledge: { named: 'member', doubted: ['unknown_step_up_method'], expected: ['step_up'] },
  methods: { named: 'member', doubted: ['unknown_step_up_method'], expected: ['step_up'] },
  // A pack is named by its file, and declares kinds.
  packs: { named: 'word', also: ['kinds'], doubted: ['unknown_kind'] },
  roles: { named: 'word', doubted: ['unknown_role'] },
} as const satisfies Readonly<Record<string, DeclaringPart>>

/** The name of a part that declares names. */
export type DeclaringName = keyof typeof PARTS

/** Every part that declares names, by its own. */
export const declaringParts: Readonly<Record<DeclaringName, DeclaringPart>> = PARTS

/** Gives the key by which the items of a list are told apart; none for other parts. */
export function itemKeyOf(part: string): string | undefined {
  if (!isDeclaring(part)) return undefined
  const { named } = declaringParts[part]
  return typeof named === 'string' ? undefined : named.key
}

const isDeclaring = (part: string): part is DeclaringName => Object.hasOwn(PARTS, part)

/** The names of all parts that declare names. */
export const declaringNames: readonly DeclaringName[] = Object.keys(PARTS).filter(isDeclaring)

/** A name that a document declares, and where. */
export interface DeclaredName {
  readonly word: string
  readonly steps: PathSteps
  /** Whether the name stands before the colon or behind it. */
  readonly key: 'key' | 'value'
}

/** Lists what a part of a document declares, as it was written: nothing of its form is known yet. */
export function declaredNames(value: unknown, part: DeclaringName): readonly DeclaredName[] {
  const { named } = declaringParts[part]
  const said = isRecord(value) ? value[part] : undefined
  if (named === 'member')
    return Object.keys(isRecord(said) ? said : {}).map((word) => ({
      word,
      steps: [part, word],
      key: 'key',
    }))
  if (named === 'word') return textsAt(said, [part], (item) => item)
  return textsAt(said, [part], (item) => valueUnder(item, named.key), [named.key])
}

/** Lists the words that the items of a part say behind a key, such as `queue` of every route. */
export const wordsBehind = (value: unknown, part: DeclaringName, key: string): readonly string[] =>
  textsAt(valueUnder(value, part), [part], (item) => valueUnder(item, key)).map(({ word }) => word)

const valueUnder = (value: unknown, key: string): unknown =>
  isRecord(value) ? value[key] : undefined

// A value that is no text names nothing; its form is reported elsewhere.
function textsAt(
  list: unknown,
  steps: PathSteps,
  wordOf: (item: unknown) => unknown,
  rest: PathSteps = [],
): readonly DeclaredName[] {
  const items: readonly unknown[] = Array.isArray(list) ? list : []
  return items.flatMap((item, at): readonly DeclaredName[] => {
    const word = wordOf(item)
    return typeof word === 'string' ? [{ word, steps: [...steps, at, ...rest], key: 'value' }] : []
  })
}
