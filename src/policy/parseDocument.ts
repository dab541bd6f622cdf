import { digestOf, type PolicyPart } from '../decide/index.js'
import { ok, type Result } from '../model/index.js'
import { buildPolicy } from './buildPolicy.js'
import { composeSource } from './composition/composeSource.js'
import type { NamedFiles } from './composition/namedFiles.js'
import type { UnusedParameter } from './composition/parameters.js'
import type { Invariant, PolicyDocument, PolicyTest } from './document.js'
import type { ExtendingDocument } from './extendingDocument.js'
import type { PackDocument } from './ownPacks/packDocument.js'
import { ownPacksOf } from './ownPacks/readPack.js'
import {
  type PathSteps,
  readObject,
  readSource,
  type Source,
  type SourcePlace,
  type SourceReader,
} from './readSource.js'

/** A statement of a policy, and the line it starts on where the policy was text. */
export interface LocatedStatement<Statement> {
  /** The test or invariant. */
  readonly statement: Statement
  /** Place in the document, such as `tests`, 3. */
  readonly steps: PathSteps
  /** Counted from 1; absent where the policy was an object. */
  readonly line?: number
  /** The file it stands in, where that is not the policy's own. */
  readonly file?: string
}

/**
 * A policy document that was read and checked, with what is kept out of the compiled policy: its
 * tests, its invariants and where everything stands. Commands and the analysis work on it.
 */
export interface ParsedDocument {
  /** Everything that it says, with what it extends, so that it needs no other document. */
  readonly document: PolicyDocument
  /** In the order of the document. */
  readonly tests: readonly LocatedStatement<PolicyTest>[]
  /** In the order of the document. */
  readonly invariants: readonly LocatedStatement<Invariant>[]
  /** The bases, the nearest first, and the packs of its own that it was made of. */
  readonly parts: readonly PolicyPart[]
  /** Parameters that it declares, or what it extends, and that stand nowhere. */
  readonly unusedParameters: readonly UnusedParameter[]
  /**
   * Finds where a part of the document stands, its key or its value; `undefined` where the policy
   * was not text.
   */
  locate(steps: PathSteps, part?: 'key' | 'value'): SourcePlace | undefined
}

/** What a policy needs besides its own text. */
export interface PolicySources {
  /**
   * The documents that it names, by their paths: text, or the objects they stand for. Nothing is
   * read from anywhere.
   */
  readonly files?: NamedFiles
  /**
   * The path of the policy itself. Names in it are looked for from there; without it they are used
   * as they are written.
   */
  readonly file?: string
}

/**
 * Reads and checks a policy: YAML or JSON text, or the typed object, with what it extends. All
 * mistakes are reported together, each with a JSON pointer, the word of the author, the words that
 * are allowed, and line and column for text.
 *
 * It does everything that `compilePolicy` does except the last step, which cannot fail.
 */
export function parseDocument(
  source: string | PolicyDocument | ExtendingDocument,
  sources: PolicySources = {},
): Result<ParsedDocument> {
  return parseReading(source, sources, readSource)
}

/**
 * As `parseDocument`, with a reader of texts that may have read some of them already, to find the
 * files that they name.
 */
export function parseReading(
  source: string | PolicyDocument | ExtendingDocument,
  { files = {}, file = '' }: PolicySources,
  readText: SourceReader,
): Result<ParsedDocument> {
  const read = typeof source === 'string' ? readText(source) : readObject(source)
  if (!read.ok) return read
  const parts = { above: [], fillings: new Map(), parameters: [] }
  const around = { files, file, ...parts, isTested: true, readText }
  const composed = composeSource(read.value, around)
  if (!composed.ok) return composed
  const { document, source: whole, bases, unused } = composed.value
  return ok({
    document,
    parts: [...bases.map(partOfBase), ...ownPacksOf(document).map(partOfPack)],
    tests: withPlaces(document.tests ?? [], 'tests', whole),
    invariants: withPlaces(document.invariants ?? [], 'invariants', whole),
    unusedParameters: unused,
    locate: whole.locate,
  })
}

/**
 * Names a base by the digest of what it compiles to: comments and order of a base are no part of
 * the policy.
 */
const partOfBase = (document: PolicyDocument): PolicyPart => ({
  name: document.policy,
  digest: buildPolicy(document).digest,
})

const partOfPack = (pack: PackDocument): PolicyPart => ({ name: pack.pack, digest: digestOf(pack) })

const withPlaces = <Statement>(
  statements: readonly Statement[],
  key: string,
  source: Source,
): readonly LocatedStatement<Statement>[] =>
  statements.map((statement, index) => {
    const steps = [key, index]
    const place = source.locate(steps)
    return {
      statement,
      steps,
      ...(place !== undefined && { line: place.line }),
      ...(place?.file !== undefined && { file: place.file }),
    }
  })
