import { channelNameOf, digestPolicy, stepUpMethodOf } from '../decide/index.js'
import { fail, isRecord, ok, type Result } from '../model/index.js'
import { buildPolicy } from './buildPolicy.js'
import { type PolicySources, parseDocument } from './parseDocument.js'
import { type Place, readSource, type Source, type Step } from './readSource.js'
import { PROOF_METHODS } from './vocabulary.js'

/** A word of a document that has another name now. */
export interface Renamed extends Place {
  readonly word: string
  readonly now: string
}

/** A document in the words of today. */
export interface Migrated {
  readonly text: string
  readonly renamed: readonly Renamed[]
}

/**
 * Writes a policy's text in the words of today, and leaves every other character of it as it is. What it compiles to stays
 * the same to the digest, or it is refused (`cannot_migrate`); so is a text that does not compile.
 */
export function migrateDocument(text: string, sources: PolicySources = {}): Result<Migrated> {
  const before = parseDocument(text, sources)
  if (!before.ok) return before
  const source = readSource(text)
  if (!source.ok) return source
  const found = oldWordsIn(source.value).flatMap(
    ({ steps, key, word, now }): readonly Renamed[] => {
      const place = source.value.locate(steps, key ? 'key' : 'value')
      return place === undefined ? [] : [{ ...place, word, now }]
    },
  )
  const renamed = found.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const changed = renamed
    .toReversed()
    .reduce<string | null>((all, one) => (all === null ? null : renameIn(all, one)), text)
  if (changed === null) return fail('cannot_migrate')
  const after = parseDocument(changed, sources)
  const isSame =
    after.ok &&
    digestPolicy(buildPolicy(after.value.document)) ===
      digestPolicy(buildPolicy(before.value.document))
  return isSame ? ok({ text: changed, renamed }) : fail('cannot_migrate')
}

/** A word that stands at a place, as a key or as what a key is given. */
interface OldWord {
  readonly steps: readonly Step[]
  readonly key: boolean
  readonly word: string
  readonly now: string
}

// The parts of a document that name channels and methods. What a test is given is what somebody else's system says.
const PARTS = ['classes', 'actions', 'routes', 'invariants'] as const

function oldWordsIn({ value }: Source): readonly OldWord[] {
  const document = isRecord(value) ? value : {}
  return [
    ...renameAll(document['stepUp'], ['stepUp'], stepUpNow),
    ...PARTS.flatMap((part) => walk(document[part], [part])),
  ]
}

function walk(value: unknown, steps: readonly Step[]): readonly OldWord[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => walk(item, [...steps, at]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, below]) => {
    const place = [...steps, key]
    const now = NOW[key]
    // What is under the name of a class or an action is no setting, whatever it is called.
    if (now === undefined || steps.length < 2) return walk(below, place)
    return isRecord(below) ? renameKeys(below, place, now) : renameAll(below, place, now)
  })
}

const stepUpNow = (word: string): string => stepUpMethodOf(word)?.name ?? word

// What a requirement names by the evidence that it rests on is as good a word as the way to give it.
const methodNow = (word: string): string => (PROOF_METHODS.includes(word) ? word : stepUpNow(word))

const NOW: Readonly<Record<string, (word: string) => string>> = {
  channel: channelNameOf,
  channels: channelNameOf,
  methods: methodNow,
}

const renameAll = (
  words: unknown,
  steps: readonly Step[],
  rename: (word: string) => string,
): readonly OldWord[] => {
  const isOne = typeof words === 'string'
  const list: readonly unknown[] = Array.isArray(words) ? words : [words]
  return list.flatMap((word, at) =>
    typeof word === 'string' && rename(word) !== word
      ? [{ steps: isOne ? steps : [...steps, at], key: false, word, now: rename(word) }]
      : [],
  )
}

const renameKeys = (
  record: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
  rename: (word: string) => string,
): readonly OldWord[] =>
  Object.keys(record).flatMap((word) =>
    rename(word) === word ? [] : [{ steps: [...steps, word], key: true, word, now: rename(word) }],
  )

// A word may stand in quotes, which stay. Where something else stands there, nothing is touched.
function renameIn(text: string, { line, column, word, now }: Renamed): string | null {
  const lines = text.split('\n')
  const here = lines[line - 1]
  if (here === undefined) return null
  const start = column - 1 + (here[column - 1] === '"' || here[column - 1] === "'" ? 1 : 0)
  if (!here.startsWith(word, start)) return null
  const changed = here.slice(0, start) + now + here.slice(start + word.length)
  return lines.with(line - 1, changed).join('\n')
}
