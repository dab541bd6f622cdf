import type { CompiledPolicy } from '../decide/index.js'
import { type Decision, isRecord, suggest } from '../model/index.js'
import { givenOf, type Situation } from './engagementOf.js'
import { faultsOf } from './rowFaults.js'

/** A word of ours that was probably meant in an engagement, and where. */
export interface MeantWord {
  /** JSON pointer of the word that was not read; of what holds it where it is a key, because a key may be anything. */
  readonly at: string
  readonly word: string
}

/**
 * Finds what in an engagement was not read and is nearly a word that would be: a misspelt key of evidence, a kind, a
 * value, a class, an action. Only words of ours and of the policy are given, never what was received.
 */
export function meantWordsOf(
  policy: CompiledPolicy,
  { engagement, at }: Situation,
  decision: Pick<Decision, 'reasons'>,
): readonly MeantWord[] {
  // What is no object has no word in it.
  const evidence = (engagement.evidence ?? []).map((item) => (isRecord(item) ? item : NO_ITEM))
  const given = givenOf({ engagement: { ...engagement, evidence }, at })
  const faults = faultsOf(given, decision, undefined, policy.channels)
  const inEvidence = faults.flatMap(({ code, path, suggestion }) =>
    suggestion === undefined
      ? []
      : [{ path: code === 'unknown_key' ? path.slice(0, -1) : path, word: suggestion }],
  )
  const { classes = [], actions = [] } = engagement.intent ?? {}
  return [
    ...inEvidence.map(({ path, word }) => ({ at: `/${path.join('/')}`, word })),
    ...nearIn('classes', classes, policy.classes),
    ...nearIn('actions', actions, policy.actions),
  ]
}

const NO_ITEM = { kind: '' }

/** Of what is asked for, the names that the policy does not have and has nearly. */
const nearIn = (
  part: 'classes' | 'actions',
  asked: readonly string[],
  known: readonly { readonly name: string }[],
): readonly MeantWord[] => {
  const names = known.map(({ name }) => name)
  return asked.flatMap((word, index) => {
    const meant = names.includes(word) ? undefined : suggest(word, names)
    return meant === undefined ? [] : [{ at: `/intent/${part}/${index}`, word: meant }]
  })
}
