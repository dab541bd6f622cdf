import {
  describeFault,
  describeInvariant,
  givenOf,
  isAdvice,
  lintParsed,
  openSpace,
  prove,
  runTest,
  sayFound,
} from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { describeIssue, type Issue } from '../../model/index.js'
import { buildPolicy, type ParsedDocument, parseDocument } from '../../policy/index.js'
import { codeInWords } from '../say.js'

/** A mistake in the text: where it stands, and what it is. Such a text decides nothing. */
export interface PolicyFault {
  /** Counted from 1; absent where the mistake is about the whole text. */
  readonly line?: number
  readonly column?: number
  /** What it is, in a sentence. */
  readonly says: string
}

/**
 * Something that an author can hardly mean, though it compiles; advice where it is a choice that a
 * business may make.
 */
export interface PolicyWarning extends PolicyFault {
  /** Whether it is advice, because it may be intended. */
  readonly isAdvice: boolean
}

/** The result of a test or an invariant. */
export interface CheckOutcome {
  /** Whether it is a row of the tests or an invariant. */
  readonly about: 'test' | 'invariant'
  /** What the row or the invariant is called. */
  readonly name: string
  readonly line?: number
  /** Whether it came out as it should. What could not be decided did not. */
  readonly isGood: boolean
  /** One or two words: passed, failed, proved, refuted. */
  readonly word: string
  /** What was expected and decided instead, a line each. */
  readonly details: readonly string[]
  /** A smallest counterexample, as a test row would give it. */
  readonly example?: string
}

/** One thing that is known of a text, in the order in which it comes to be known. */
export type PlaygroundAnswer =
  | { readonly type: 'refused'; readonly mistakes: readonly PolicyFault[] }
  | {
      readonly type: 'compiled'
      readonly name: string
      readonly version: number
      readonly digest: string
      readonly tests: number
      readonly invariants: number
    }
  | ({ readonly type: 'verdict' } & CheckOutcome)
  | { readonly type: 'page'; readonly page: string }
  | { readonly type: 'linted'; readonly doubts: readonly PolicyWarning[] }

/** Makes the page that shows a policy. */
export type MakePage = (policy: CompiledPolicy, parsed: ParsedDocument) => string

/**
 * Answers all that is asked of a policy's text, soonest first: does it compile, do its tests pass, do its invariants
 * hold, the page that shows it, and last what in it is dead, shadowed or redundant, which takes longest.
 *
 * Each answer is given as soon as it is known, so that whoever listens may show it, or ask about a newer text instead.
 */
export function* answersOf(text: string, makePage: MakePage): Generator<PlaygroundAnswer> {
  const parsed = parseDocument(text)
  if (!parsed.ok) {
    yield { type: 'refused', mistakes: parsed.issues.map(mistakeOf) }
    return
  }
  const policy = buildPolicy(parsed.value.document, parsed.value.parts)
  const { tests, invariants } = parsed.value
  const { name, version, digest } = policy
  yield {
    type: 'compiled',
    ...{ name, version, digest, tests: tests.length, invariants: invariants.length },
  }
  for (const { statement, line } of tests) {
    const { passed, mismatches, faults } = runTest(policy, statement)
    const details = [
      ...mismatches.map(
        ({ subject, expected, actual }) => `${subject}: expected ${expected}, decided ${actual}`,
      ),
      ...faults.map(describeFault),
    ]
    const word = passed ? 'passed' : 'failed'
    yield verdictOf('test', statement.name, line, { isGood: passed, word, details })
  }
  yield* invariantsOf(policy, parsed.value)
  yield { type: 'page', page: makePage(policy, parsed.value) }
  yield { type: 'linted', doubts: doubtsOf(policy, parsed.value) }
}

/**
 * Lists what lint finds. That there was too much to look at is a warning as well, because an empty
 * list would look as if nothing was wrong.
 */
function doubtsOf(policy: CompiledPolicy, parsed: ParsedDocument): readonly PolicyWarning[] {
  const found = lintParsed(policy, parsed)
  if (!found.ok) return found.issues.map((issue) => ({ ...mistakeOf(issue), isAdvice: false }))
  return found.value.map((finding) => ({
    ...(finding.line !== undefined && { line: finding.line, column: finding.column ?? 1 }),
    says: sayFound(finding),
    isAdvice: isAdvice(finding),
  }))
}

/**
 * Proves the invariants one after another, each answered as soon as it is known: one may take
 * seconds, and the others are not to wait for it.
 */
function* invariantsOf(
  policy: CompiledPolicy,
  parsed: ParsedDocument,
): Generator<PlaygroundAnswer> {
  const space = openSpace(policy)
  for (const { statement, line } of parsed.invariants) {
    const proof = prove(space, statement)
    const name = statement.name ?? describeInvariant(statement)
    if (!proof.ok) {
      // What is not decided is no invariant.
      const details = proof.issues.map((issue) => describeIssue('policy', issue))
      yield verdictOf('invariant', name, line, { isGood: false, word: 'not decided', details })
      continue
    }
    const { holds, verdict, counterexample, open } = proof.value
    yield verdictOf('invariant', proof.value.name, line, {
      isGood: holds,
      word: codeInWords(verdict),
      details: open === undefined ? [] : [`it is not known whether this state can occur: ${open}`],
      ...(counterexample !== undefined && {
        example: JSON.stringify(givenOf(counterexample), null, 2),
      }),
    })
  }
}

const verdictOf = (
  about: CheckOutcome['about'],
  name: string,
  line: number | undefined,
  rest: Omit<CheckOutcome, 'about' | 'name' | 'line'>,
): PlaygroundAnswer => ({
  type: 'verdict',
  about,
  name,
  ...(line !== undefined && { line }),
  ...rest,
})

/**
 * Says a mistake in words. Other files cannot be read in a page, and that is said in words
 * of its own.
 */
const mistakeOf = (issue: Issue): PolicyFault => ({
  ...(issue.line !== undefined && { line: issue.line, column: issue.column ?? 1 }),
  says:
    issue.code === 'missing_file'
      ? 'this policy extends another file, but this page has no files: write the lines of that file here, or use the command line'
      : describeIssue('policy', issue),
})
