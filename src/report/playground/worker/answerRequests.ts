import { sha256OfText } from '../../../decide/index.js'
import { isRecord } from '../../../model/index.js'
import { renderReport } from '../../renderReport.js'
import { answersOf, type MakePage } from '../answer.js'

/** The parts of a worker that are used. */
export interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(message: unknown): void
}

/**
 * Answers whoever started this worker: each request is a text with the number of its edition, and
 * each answer carries that number back, so that no answer can be taken for one about another text.
 *
 * A request that is not of this form is passed over. The worker ends with the page, or when it is
 * ended in the middle of an answer.
 */
export function answerRequests(scope: WorkerScope): void {
  scope.onmessage = ({ data }) => {
    if (!isRecord(data)) return
    const { edition } = data
    const makePage = pageWith(
      textIn(data, 'script'),
      textIn(data, 'desk'),
      textIn(data, 'packedDesk'),
    )
    for (const answer of answersOf(textIn(data, 'text'), makePage))
      scope.postMessage({ edition, answer })
  }
}

const textIn = (data: Readonly<Record<string, unknown>>, key: string): string => {
  const value = data[key]
  return typeof value === 'string' ? value : ''
}

// The same page as `report` writes, but for mutants and a comparison, which take more time than
// somebody who types has.
const pageWith =
  (script: string, text: string, packed: string): MakePage =>
  (policy, { document, tests, invariants }) =>
    renderReport(
      {
        policy,
        document,
        tests: tests.map(({ statement }) => statement),
        invariants: invariants.map(({ statement }) => statement),
      },
      { sha256: hashOf, script, desk: { text, packed } },
    )

const hashOf = (text: string): string => btoa(String.fromCharCode(...sha256OfText(text)))
