import { type CompiledPolicy, stepUpMethodsOf, stepUpWords } from '../decide/index.js'
import { entriesInOrder, levelOf, sorted } from '../model/index.js'
import type { IssuerDocument, OwnMethodDocument, PolicyDocument } from './document.js'
import { type Edit, editWords } from './edits.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import { asList, rankOfWord } from './levelWords.js'
import type { PathSteps } from './readSource.js'

/**
 * Ways to log in that prove no more than a code to the number does: what the SIM is worth. `sms`
 * and `tel` are words of RFC 8176.
 */
const BY_NUMBER: readonly string[] = ['sms', 'tel']

/**
 * Words of RFC 8176 that may stand beside those without adding another factor: the code itself
 * (`otp`), and that it went by another channel (`mca`).
 */
const SAME_FACTOR: readonly string[] = [...BY_NUMBER, 'otp', 'mca']

/**
 * Checks the step-up methods of a document's own: each has a name that no other way has
 * (`duplicate_name`), and comes of a login that the document declares (`unknown_issuer`) and that
 * verifies (`method_never_enough`). What is offered and would open nothing costs people their time.
 */
export function checkOwnMethods(document: PolicyDocument): readonly FormIssue[] {
  const { methods = {}, issuers = [], knowledge = {} } = document
  return Object.entries(methods).flatMap(([word, one]) => {
    const at = ['methods', word]
    const isTaken = stepUpWords.includes(word) || Object.hasOwn(knowledge, word)
    const taken = isTaken ? [wordIssue('duplicate_name', at, word)] : []
    const names = issuers.map(({ issuer }) => issuer)
    if (!names.includes(one.issuer))
      return [...taken, wordIssue('unknown_issuer', [...at, 'issuer'], one.issuer, names)]
    const [method] = stepUpMethodsOf({
      stepUp: [word],
      ...buildOwnMethods({ [word]: one }),
      issuers: issuers.map(gradesOf),
    })
    const amr = asList(one.amr)
    const isByNumber =
      one.acr === undefined &&
      amr.some((each) => BY_NUMBER.includes(each)) &&
      amr.every((each) => SAME_FACTOR.includes(each))
    const grade = isByNumber ? 0 : (method?.grade ?? 0)
    return grade < 3 && !isTaken
      ? [{ ...wordIssue('method_never_enough', at, word), by: levelOf(grade) }]
      : taken
  })
}

/** Gives an issuer with ranks in place of level words, in the order of the words. A word that is not among them proves nothing. */
export const gradesOf = ({ issuer, acr = {}, amr = {} }: IssuerDocument) => ({
  issuer,
  acr: ranksOf(acr),
  amr: ranksOf(amr),
})

const ranksOf = (levels: NonNullable<IssuerDocument['acr']>) =>
  Object.fromEntries(entriesInOrder(levels).map(([word, level]) => [word, rankOfWord(level)]))

/**
 * Builds the step-up methods of a document's own; absent where there are none, so that a policy
 * without any keeps its digest.
 */
export function buildOwnMethods(
  methods: Readonly<Record<string, OwnMethodDocument>> = {},
): Pick<CompiledPolicy, 'methods'> {
  const built = entriesInOrder(methods).map(([word, { issuer, acr, amr }]) => ({
    name: word,
    issuer,
    ...(acr !== undefined && { acr }),
    ...(amr !== undefined && { amr: sorted(asList(amr)) }),
  }))
  return built.length === 0 ? {} : { methods: built }
}

/** Prints the step-up methods of a policy's own as a document writes them. */
export const printOwnMethods = (
  methods: NonNullable<CompiledPolicy['methods']>,
): Readonly<Record<string, OwnMethodDocument>> =>
  Object.fromEntries(methods.map(({ name: word, ...method }) => [word, method]))

/**
 * Gives the small changes to a step-up method that a slip of the hand could make: a word of `amr`
 * less, or the method removed.
 */
export const editOwnMethod = (path: PathSteps, { amr }: OwnMethodDocument): readonly Edit[] => [
  ...editWords([...path, 'amr'], amr).filter(({ operator }) => operator === 'narrow'),
  { operator: 'drop', path },
]
