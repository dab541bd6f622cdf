import { channelNameOf, digestPolicy, stepUpMethodOf } from '../decide/index.js'
import { fail, isRecord, ok, type Result } from '../model/index.js'
import { buildPolicy } from './buildPolicy.js'
import { type PolicySources, parseDocument } from './parseDocument.js'
import { type PathSteps, readSource, type Source, type SourcePlace } from './readSource.js'
import { PROOF_METHODS } from './vocabulary.js'

/** A word of a document that has another name now. */
export interface RenamedWord extends SourcePlace {
  /** As it is written. */
  readonly word: string
  /** What it is called today. */
  readonly now: string
}

/** A document in the present words. */
export interface MigratedDocument {
  /** The document. */
  readonly text: string
  /** The documents that it stands on and that change as well, by their paths. */
  readonly files: Readonly<Record<string, string>>
  /**
   * Every word that changes, those of the document itself first; a place in another names its file.
   */
  readonly renamed: readonly RenamedWord[]
}

/**
 * Writes a policy's text in the present words, with the documents that it stands on, and leaves
 * every other character as it is: comments, quotes, order and space.
 *
 * What it compiles to stays the same to the digest, or it is refused (`cannot_migrate`); so is a
 * text that does not compile, with the issues of that.
 */
export function migrateDocument(
  text: string,
  sources: PolicySources = {},
): Result<MigratedDocument> {
  const before = parseDocument(text, sources)
  if (!before.ok) return before
  const bases = Object.entries(sources.files ?? {}).flatMap(([file, base]) =>
    typeof base === 'string' ? [{ file, text: base }] : [],
  )
  const written: WrittenDocument[] = []
  for (const one of [{ text }, ...bases]) {
    const source = readSource(one.text)
    if (!source.ok) return source
    written.push({ ...one, source: source.value })
  }
  // What a parameter stands for follows from where it is used, in any of the documents.
  const uses = new Map(written.flatMap(({ source }) => parametersUsed(source)))
  const changes = written.map((one) => changeWords(one, uses))
  const [own, ...others] = changes
  if (own === undefined || changes.some((one) => one.text === null)) return fail('cannot_migrate')
  const files = Object.fromEntries(
    others.flatMap(({ file, text: now, renamed }) =>
      file === undefined || now === null || renamed.length === 0 ? [] : [[file, now]],
    ),
  )
  const now = own.text ?? text
  const after = parseDocument(now, { ...sources, files: { ...sources.files, ...files } })
  const isSame =
    after.ok &&
    digestPolicy(buildPolicy(after.value.document)) ===
      digestPolicy(buildPolicy(before.value.document))
  return isSame
    ? ok({ text: now, files, renamed: changes.flatMap(({ renamed }) => renamed) })
    : fail('cannot_migrate')
}

/** A document that was read, and the path of it where it is one that another stands on. */
interface WrittenDocument {
  /** Absent for the document itself. */
  readonly file?: string
  /** As it was read. */
  readonly text: string
  /** Its values and their places. */
  readonly source: Source
}

/**
 * Changes the words of one document; `text` is `null` where one of them is not found where it
 * should stand.
 */
function changeWords(
  { file, text, source }: WrittenDocument,
  uses: ReadonlyMap<string, RenameWord>,
) {
  const found = [...oldWordsIn(source), ...oldParameters(source, uses)].flatMap(
    ({ steps, key, word, now }): readonly RenamedWord[] => {
      const place = source.locate(steps, key ? 'key' : 'value')
      return place === undefined
        ? []
        : [{ ...place, ...(file !== undefined && { file }), word, now }]
    },
  )
  const renamed = found.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const changed = renamed
    .toReversed()
    .reduce<string | null>((all, one) => (all === null ? null : renameIn(all, one)), text)
  return { file, text: changed, renamed }
}

/** Gives the name that a word has today; the word itself where that is its name. */
type RenameWord = (word: string) => string

/** A word that stands at a place, as a key or as what a key is given. */
interface OldWord {
  /** Where it stands. */
  readonly steps: PathSteps
  /** Whether it stands before the colon. */
  readonly key: boolean
  /** As it is written. */
  readonly word: string
  /** What it is called today. */
  readonly now: string
}

/**
 * The parts of a document that name channels and methods. What a test is given is what
 * somebody else's system says, so its words stay.
 */
const PARTS = ['classes', 'actions', 'routes', 'invariants'] as const

function oldWordsIn({ value }: Source): readonly OldWord[] {
  const document = isRecord(value) ? value : {}
  return [
    ...renameAll(document['stepUp'], ['stepUp'], stepUpNow),
    ...PARTS.flatMap((part) => findOldWords(document[part], [part])),
  ]
}

/**
 * Lists the parameters that stand for words of channels and methods, each with what its word is
 * today.
 */
function parametersUsed({ value }: Source): readonly (readonly [string, RenameWord])[] {
  const document = isRecord(value) ? value : {}
  return [
    ...namesOfParameters(document['stepUp']).map((name) => [name, stepUpNow] as const),
    ...PARTS.flatMap((part) => usesBelow(document[part])),
  ]
}

function usesBelow(value: unknown): readonly (readonly [string, RenameWord])[] {
  if (Array.isArray(value)) return value.flatMap(usesBelow)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, below]) => {
    const now = NOW[key]
    const here = now === undefined ? [] : namesOfParameters(below)
    return [...here.map((name) => [name, now ?? stepUpNow] as const), ...usesBelow(below)]
  })
}

/** Names the parameters among some words: `{ parameter: channel }` -> `channel`. */
const namesOfParameters = (value: unknown): readonly string[] =>
  [value].flat().flatMap((one: unknown) => {
    const name = isRecord(one) ? one['parameter'] : undefined
    return typeof name === 'string' ? [name] : []
  })

/** Finds old words in what parameters may be, are where nobody fills them, and are filled with. */
function oldParameters(
  { value }: Source,
  uses: ReadonlyMap<string, RenameWord>,
): readonly OldWord[] {
  const parameters = isRecord(value) ? value['parameters'] : undefined
  if (!isRecord(parameters)) return []
  return Object.entries(parameters).flatMap(([name, said]) => {
    const rename = uses.get(name)
    if (rename === undefined) return []
    const at = ['parameters', name]
    if (!isRecord(said)) return renameAll(said, at, rename)
    const values: readonly unknown[] = Array.isArray(said['values']) ? said['values'] : []
    return [
      ...values.flatMap((one, index) => renameAll(one, [...at, 'values', index], rename)),
      ...renameAll(said['default'], [...at, 'default'], rename),
    ]
  })
}

function findOldWords(value: unknown, steps: PathSteps): readonly OldWord[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => findOldWords(item, [...steps, at]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, below]) => {
    const place = [...steps, key]
    const now = NOW[key]
    // What is under the name of a class or an action is no setting, whatever it is called.
    if (now === undefined || steps.length < 2) return findOldWords(below, place)
    return isRecord(below) ? renameKeys(below, place, now) : renameAll(below, place, now)
  })
}

/** What a way to step up is called today. */
const stepUpNow = (word: string): string => stepUpMethodOf(word)?.name ?? word

/**
 * What a requirement's method is called today. By the evidence that it rests on is as good
 * a word as the way to give it.
 */
const methodNow = (word: string): string => (PROOF_METHODS.includes(word) ? word : stepUpNow(word))

/** By key, what its words are called today. */
const NOW: Readonly<Record<string, RenameWord>> = {
  channel: channelNameOf,
  channels: channelNameOf,
  methods: methodNow,
}

const renameAll = (words: unknown, steps: PathSteps, rename: RenameWord): readonly OldWord[] => {
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
  steps: PathSteps,
  rename: RenameWord,
): readonly OldWord[] =>
  Object.keys(record).flatMap((word) =>
    rename(word) === word ? [] : [{ steps: [...steps, word], key: true, word, now: rename(word) }],
  )

/**
 * Writes one word anew where it stands. It may stand in quotes, which stay. `null` where something
 * else stands there, so that nothing is touched by guess.
 *
 * Words are written from the last to the first, so that no change moves the place of another.
 */
function renameIn(text: string, { line, column, word, now }: RenamedWord): string | null {
  const lines = text.split('\n')
  const here = lines[line - 1]
  if (here === undefined) return null
  const start = column - 1 + (here[column - 1] === '"' || here[column - 1] === "'" ? 1 : 0)
  if (!here.startsWith(word, start)) return null
  const changed = here.slice(0, start) + now + here.slice(start + word.length)
  return lines.with(line - 1, changed).join('\n')
}
