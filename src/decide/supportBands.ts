import type { Assessment, Decision, Rank, Request, Support } from '../model/index.js'
import { shownAmount, weaker } from '../model/index.js'

/** One support as a record keeps it: its kind, grade and age, never whose it is or what it names. */
export interface SupportBand
  extends Pick<
    Support,
    'grade' | 'method' | 'via' | 'categories' | 'phishable' | 'alone' | 'general' | 'vouched'
  > {
  /** The kind of each cause and a number in place of its name, such as `sim:0`: equal words, equal causes. */
  readonly causes: readonly string[]
  /** Whole seconds since the person acted. Durations in a policy are whole seconds, so nothing is lost. */
  readonly age: number
  /** The class or action it was gathered for; `other` where the policy knows no such. */
  readonly purpose: string | null
  /** Whether it names the amount and the payee that were asked for, others, or none. */
  readonly amount: Link
  readonly payee: Link
  /** Whether a record was found for them. Which one is never said. */
  readonly tied: boolean
  /** For the number the person writes from: the weakest of its ties below. */
  readonly number?: Rank
}

/** What a proof may say of an amount or a payee, beside what was asked for. */
export const LINKS = ['none', 'same', 'other'] as const

/** What a proof says of an amount or a payee, beside what was asked for. */
export type Link = (typeof LINKS)[number]

/** The form of every code there is. What has another form did not come from a closed set. */
export const CODE = /^[a-z][a-z0-9_]{0,47}$/

/** Gives a word that is a code as it is; anything else is somebody's, and `null`. */
export const codeOf = (word: string | null): string | null =>
  word !== null && CODE.test(word) ? word : null

/**
 * Bands of supports: what a policy can tell apart, and nothing that names anybody. Causes are numbered in the order
 * in which they come, so that those shared by two proofs stay shared.
 */
export function bandsOf(
  { at, supports }: Assessment,
  request: Request,
  decision: Decision,
): readonly SupportBand[] {
  const causes = [...new Set(supports.flatMap((support) => support.causes))]
  const isKnown = (word: string): boolean =>
    Object.hasOwn(decision.disclosure, word) || Object.hasOwn(decision.actions, word)
  return supports.map((support) => ({
    grade: support.grade,
    method: codeOf(support.method) ?? 'other',
    ...(support.via === undefined ? {} : { via: codeOf(support.via) ?? 'other' }),
    categories: support.categories,
    causes: support.causes.map(
      (cause) => `${codeOf(cause.split(':', 1)[0] ?? '') ?? 'other'}:${causes.indexOf(cause)}`,
    ),
    phishable: support.phishable,
    ...(support.alone === true ? { alone: true as const } : {}),
    ...(support.general === true ? { general: true as const } : {}),
    ...(support.vouched === true ? { vouched: true as const } : {}),
    age: Math.floor((at - support.since) / 1_000),
    purpose: support.purpose === null ? null : isKnown(support.purpose) ? support.purpose : 'other',
    amount: linkOf(support.amount, shownAmount(request)),
    payee: linkOf(support.payee, request.payee),
    tied: support.customer !== null,
    ...numberOf(support),
  }))
}

/** Says how a proof compares with what was asked for, never what either of them is. */
const linkOf = (named: string | undefined, asked: string | undefined): Link =>
  named === undefined ? 'none' : named === asked ? 'same' : 'other'

/** Of the number that writes: how far it leads, which is the most that a code sent to it opens. */
const numberOf = ({ method, node, path }: Support): { readonly number?: Rank } =>
  method === 'platform' && node.startsWith('tel:')
    ? { number: path.slice(1).reduce<Rank>((least, { grade }) => weaker(least, grade), 4) }
    : {}
