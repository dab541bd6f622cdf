import { isRecord } from '../../model/index.js'
import type { PlaygroundAnswer } from './answer.js'
import { NOTHING_KNOWN, type TextState } from './renderVerdicts.js'

/** An answer with the number of the edition that it is about. */
export interface NumberedAnswer {
  readonly edition: number
  readonly answer: PlaygroundAnswer
}

/** Reads what a worker of ours says. */
export const isNumbered = (value: unknown): value is NumberedAnswer =>
  isRecord(value) && typeof value['edition'] === 'number' && isRecord(value['answer'])

/**
 * Adds an answer to what is known. Answers come in the order in which `answersOf` gives them; a
 * text that does not compile has one answer and is done.
 */
export function addAnswer(known: TextState, answer: PlaygroundAnswer): TextState {
  switch (answer.type) {
    case 'refused':
      return { ...NOTHING_KNOWN, isDone: true, mistakes: answer.mistakes }
    case 'compiled':
      return {
        ...NOTHING_KNOWN,
        policy: answer,
        asked: { test: answer.tests, invariant: answer.invariants },
      }
    case 'verdict':
      return { ...known, verdicts: [...known.verdicts, answer] }
    case 'page':
      return known
    case 'linted':
      return { ...known, isDone: true, doubts: answer.doubts }
  }
}
