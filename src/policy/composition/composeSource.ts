import { failAll, type Issue, isGiven, isRecord, ok, type Result } from '../../model/index.js'
import { buildPolicy } from '../buildPolicy.js'
import type { PolicyDocument } from '../document.js'
import { formDocument } from '../formDocument.js'
import { type FormIssue, placeIssue, wordIssue } from '../formIssues.js'
import { issuesInOrder, parseSource } from '../parseSource.js'
import type { Source } from '../readSource.js'
import { FORMS } from '../typeForms.js'
import type { Composition } from './compositionSchema.js'
import { looseningsOf } from './loosenings.js'
import { mergeDocuments } from './mergeDocuments.js'
import { findFile, resolveName } from './namedFiles.js'
import { CLOSED, checkOpenings, isLeft, leftOpen, type Openings, openingsOf } from './openings.js'
import { FILE_NAME, type FilePlace, openPacks } from './openPacks.js'
import {
  declarationsIn,
  fillingsOf,
  fillParameters,
  type ParameterValues,
  type PlacedIssue,
  putValues,
  strayFillings,
  type UnusedParameter,
  unusedAmong,
} from './parameters.js'
import { membersOf, partBelow, toMembers } from './parts.js'
import { ofPolicy, readComposition } from './readComposition.js'
import { readNamed } from './readNamed.js'
import { tellLoosenings } from './tellLoosenings.js'

/** How many policies may extend each other (`extends_too_deep`): group, country and brand are three. */
const DEEPEST = 8

/**
 * What a policy is put together in: the documents that it names, what it is called among them, and
 * what those above it say of it.
 */
export interface NamedDocuments extends FilePlace {
  /** The documents that stand on this one, the first on top. */
  readonly above: readonly string[]
  /**
   * What they fill in that is not theirs, and the parameters that are: these are names to suggest,
   * and no values.
   */
  readonly fillings: ParameterValues
  readonly parameters: readonly string[]
  /**
   * Whether its tests are asked for: with the values that others fill in, they may name something
   * that is not there.
   */
  readonly isTested: boolean
}

/** A policy that was put together with all that it stands on. */
export interface ComposedPolicy {
  /** What it says as one document, each part with the file and line that it was written in. */
  readonly source: Source
  /** The same, its form and meaning checked. */
  readonly document: PolicyDocument
  /** What those who extend it may do, and may name. */
  readonly openings: Openings
  /** The parameters, its own and its bases', each with the value that it has. */
  readonly values: ReadonlyMap<string, Source>
  /** The policies that it stands on, the nearest first. */
  readonly bases: readonly PolicyDocument[]
  /** Parameters that stand nowhere in it, nor in what it extends. */
  readonly unused: readonly UnusedParameter[]
}

/**
 * Puts a policy together with what it extends, and checks it: each document by itself, all of them
 * as one, and that the one on top is nowhere looser than what it stands on, but where that leaves it
 * open.
 *
 * In this order, and it ends at the first step that finds something: its own words about being put
 * together; its base, by this very function; its parameters; packs that it names by file; what it
 * leaves open; the whole as a policy; and last the comparison with its base. A step may count on
 * those before it.
 */
export function composeSource(read: Source, around: NamedDocuments): Result<ComposedPolicy> {
  if (!isRecord(read.value)) return failAll([placeIssue(notRecord(read.value), read)])
  const said = readComposition(read)
  if (!said.ok) return said
  const base = said.value.extends === undefined ? null : openBase(read, said.value, around)
  if (base?.ok === false) return base
  const filled = fillIn(read, said.value, { around, base: base?.value ?? null })
  if (filled.wrong.length > 0) return failAll(issuesInOrder(filled.wrong.map(placeIn)))
  const withPacks = openPacks(filled.own, around)
  if (!withPacks.ok) return withPacks
  const { values } = filled
  const own = withPacks.value
  const opened = checkOpenings(
    said.value,
    base === null ? null : { openings: base.value.openings, document: base.value.source },
  )
  if (opened.length > 0) return failAll(opened.map((issue) => placeIssue(issue, read)))
  const openings = openingsOf(said.value, base?.value.openings ?? CLOSED)
  if (base === null) {
    const document = parseSource(own)
    return document.ok
      ? ok({
          source: own,
          document: document.value,
          openings,
          values,
          unused: filled.unused,
          bases: [],
        })
      : document
  }
  const source = standOn(base.value, own, said.value)
  const document = parseSource(placedOnTop(read, source))
  if (!document.ok) return document
  const loosened = compareWith(base.value, { own, source, read, document: document.value })
  if (loosened.length > 0) return failAll(issuesInOrder(loosened))
  const bases = [base.value.document, ...base.value.bases]
  return ok({ source, document: document.value, openings, values, unused: filled.unused, bases })
}

// Said once, instead of each key that a policy needs.
const notRecord = (value: unknown): FormIssue =>
  isGiven(value)
    ? { ...wordIssue('wrong_type', []), form: FORMS.record }
    : wordIssue('empty_policy', [])

/**
 * A mistake in a parameter may stand in another file than the one in which it is noticed: each
 * knows its own document.
 */
const placeIn = ({ issue, in: part }: PlacedIssue): Issue => placeIssue(issue, part)

/**
 * Finds, reads and composes the document that another stands on.
 *
 * Codes, all at the word after `extends`: `invalid_file_name`, `extends_itself` with the way round,
 * `extends_too_deep`, `missing_file`. What is wrong inside the base is reported at its own lines.
 */
function openBase(
  read: Source,
  said: Composition,
  { files, file, above, fillings, parameters, isTested, readText }: NamedDocuments,
): Result<ComposedPolicy> {
  const name = said.extends ?? ''
  const refuse = (code: string, more: Partial<FormIssue> = {}): Result<never> =>
    failAll([placeIssue({ ...wordIssue(code, ['extends'], name), ...more }, read)])
  const path = resolveName(file, name)
  if (path === null) return refuse('invalid_file_name', { form: FILE_NAME })
  const chain = [...above, file]
  if (chain.includes(path)) return refuse('extends_itself', { by: [...chain, path].join(' → ') })
  if (chain.length >= DEEPEST) return refuse('extends_too_deep')
  const found = findFile(files, path)
  if (found === undefined) return refuse('missing_file', { allowed: Object.keys(files) })
  const opened = readNamed(found, path, readText)
  if (!opened.ok) return opened
  const passed = fillingsFor(read, said, { file, fillings })
  if (!passed.ok) return passed
  const declared = declarationsIn(said).map(([one]) => one)
  const composed = composeSource(opened.value, {
    files,
    file: path,
    above: chain,
    fillings: new Map([...passed.value].filter(([one]) => !declared.includes(one))),
    parameters: [...parameters, ...declared],
    isTested: isTested && said.inherit?.includes('tests') === true,
    readText,
  })
  // An object has no places that could say whose they are.
  return composed.ok || typeof found === 'string'
    ? composed
    : failAll(composed.issues.map((issue) => ({ file: path, ...issue })))
}

/**
 * Gathers what a document and those that stand on it fill in: each parameter once, by the one
 * nearest to it. A parameter that two of them fill is reported at the one above
 * (`parameter_filled_by_base`), so that no document wins silently.
 */
function fillingsFor(
  read: Source,
  said: Composition,
  { file, fillings }: Pick<NamedDocuments, 'file' | 'fillings'>,
): Result<ParameterValues> {
  const own = fillingsOf(read, said)
  const twice = [...fillings].flatMap(([name, { wrong }]) =>
    own.has(name)
      ? [wrong({ ...wordIssue('parameter_filled_by_base', ['parameters', name], name), by: file })]
      : [],
  )
  return twice.length > 0 ? failAll(twice.map(placeIn)) : ok(new Map([...fillings, ...own]))
}

/**
 * Gives what a document says as a policy, with the values that its parameters have, and everything
 * that is wrong with parameters.
 */
function fillIn(
  read: Source,
  said: Composition,
  { around, base }: { readonly around: NamedDocuments; readonly base: ComposedPolicy | null },
): {
  readonly own: Source
  readonly values: ComposedPolicy['values']
  readonly wrong: readonly PlacedIssue[]
  readonly unused: ComposedPolicy['unused']
} {
  const declared = declarationsIn(said)
  const filled = fillParameters(read, declared, around.fillings)
  const names = declared.map(([name]) => name)
  const values = new Map([...(base?.values ?? []), ...filled.values])
  const put = putValues(ofPolicy(read, around), values, names)
  const known = unusedAmong(read, names, base?.unused ?? [])
  return {
    own: put.document,
    values,
    unused: known.filter(({ name }) => !put.used.has(name)),
    wrong: [
      ...filled.wrong,
      ...(base === null ? strayFillings(read, said, { ...around, names }) : []),
      ...put.wrong,
    ],
  }
}

/**
 * Puts a document over its base, and gives it what the base wants to be so of all that stand on it.
 */
const standOn = (
  { source, openings }: ComposedPolicy,
  own: Source,
  { inherit = [] }: Composition,
): Source =>
  mergeDocuments(source, own, {
    ownRoutes: isLeft(openings, 'routes'),
    baseTests: inherit.includes('tests'),
  })

/**
 * Gives the whole document with places of the one on top. What is wrong with the two together comes
 * of what the one on top says, for what it stands on was sound: so it is told there, at the nearest
 * part that it has.
 */
const placedOnTop = (read: Source, whole: Source): Source => ({
  value: whole.value,
  locate: (steps, part) => {
    const place = whole.locate(steps, part)
    // What is wrong inside a pack is told there: the document on top names it, and can say no more.
    const isOfPack = steps[0] === 'packs' && steps.length > 2
    return isOfPack || place?.file === read.locate([])?.file ? place : read.locate(steps, part)
  },
})

/** A document that stands on another, in the forms in which it is compared. */
interface ReadExtension {
  /** As it was read, with the places of its own text. */
  readonly read: Source
  /** Its words as a policy, parameters filled in. */
  readonly own: Source
  /** Put over its base. */
  readonly source: Source
  /** The same, checked. */
  readonly document: PolicyDocument
}

/**
 * Compares what a document compiles to with its base, once that has been changed where it leaves
 * itself open.
 *
 * The base is widened first by exactly what it lets a brand say, and what it compiles to then is
 * the bar: so one comparison holds for places that are open and for those that are not.
 */
function compareWith(
  base: ComposedPolicy,
  { read, own, source, document }: ReadExtension,
): readonly Issue[] {
  const open = leftOpen(own, base.source, base.openings)
  const merging = { ownRoutes: isLeft(base.openings, 'routes'), baseTests: false }
  const widened = formDocument(mergeDocuments(base.source, withOwnName(open, own), merging).value)
  const loosened = looseningsOf(
    buildPolicy(widened.document ?? base.document),
    buildPolicy(document),
  )
  return tellLoosenings(loosened, { read, source, base: base.source })
}

// A policy has a name of its own, which opens nothing.
const withOwnName = (open: Source, own: Source): Source =>
  toMembers(
    [
      ['policy', partBelow(own, 'policy')],
      ['version', partBelow(own, 'version')],
      ...membersOf(open),
    ],
    own,
  )
