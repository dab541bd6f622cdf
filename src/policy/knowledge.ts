import { type CompiledPolicy, counterSettings } from '../decide/index.js'
import { entriesInOrder, levelOf, printDuration, readDuration } from '../model/index.js'
import { type Edit, editThreshold } from './edits.js'
import { type FormIssue, wordIssue } from './formIssues.js'
import type { KnowledgeDocument } from './knowledgeDocument.js'
import { ATTEMPTS } from './knowledgeSchema.js'
import { rankOfWord } from './levelWords.js'
import type { PathSteps } from './readSource.js'

/**
 * Checks what the form of a check cannot say: nothing is asked twice (`duplicate_name`), and
 * attempts are counted for some time (`invalid_duration`).
 */
export const checkKnowledge = (
  knowledge: Readonly<Record<string, KnowledgeDocument>> = {},
): readonly FormIssue[] =>
  Object.entries(knowledge).flatMap(([key, { asks, within }]) => [
    ...asks.flatMap((word, at) =>
      asks.indexOf(word) < at
        ? [wordIssue('duplicate_name', ['knowledge', key, 'asks', at], word)]
        : [],
    ),
    // A count that is forgotten at once is none.
    ...(within !== undefined && readDuration(within) === 0
      ? [wordIssue('invalid_duration', ['knowledge', key, 'within'], within)]
      : []),
  ])

/**
 * Builds the checks of a policy, by name; absent where there are none, so that a policy without any
 * keeps its digest. What is asked keeps its order, because the first word finds the record.
 */
export function buildKnowledge(
  knowledge: Readonly<Record<string, KnowledgeDocument>> = {},
): Pick<CompiledPolicy, 'knowledge'> {
  const built = entriesInOrder(knowledge).map(
    ([key, { asks, grade = 'recognized', attempts = ATTEMPTS, within }]) => ({
      name: key,
      asks: [...asks],
      grade: rankOfWord(grade),
      attempts,
      within:
        (within === undefined ? null : readDuration(within)) ?? counterSettings.forget.standard,
    }),
  )
  return built.length === 0 ? {} : { knowledge: built }
}

/** Prints the checks of a policy as a document writes them. */
export const printKnowledge = (
  knowledge: NonNullable<CompiledPolicy['knowledge']>,
): Readonly<Record<string, KnowledgeDocument>> =>
  Object.fromEntries(
    knowledge.map(({ name: key, asks, grade, attempts, within }) => [
      key,
      {
        asks,
        grade: grade > 1 ? ('recognized' as const) : ('claimed' as const),
        attempts,
        within: printDuration(within),
      },
    ]),
  )

/**
 * Gives the small changes to a check that a slip of the hand could make: a question less, a lower
 * grade, an attempt less, no check at all. Until when attempts are counted (`within`) no decision
 * shows, so no test could notice that.
 */
export const editKnowledge = (
  path: PathSteps,
  { asks, grade, attempts }: KnowledgeDocument,
): readonly Edit[] => [
  ...(asks.length < 2
    ? []
    : asks.map((_, at): Edit => ({ operator: 'drop', path: [...path, 'asks', at] }))),
  ...editThreshold([...path, 'grade'], grade ?? levelOf(2)).filter(
    ({ operator }) => operator === 'lower',
  ),
  ...(attempts === undefined || attempts < 2
    ? []
    : [{ operator: 'lower', path: [...path, 'attempts'], value: attempts - 1 }]),
  { operator: 'drop', path },
]
