import type { CompiledPolicy } from '../decide/index.js'
import { printDuration } from '../model/index.js'

/**
 * What a policy says of one sort of thing, by the name of each part, so that two policies can be
 * laid side by side. Names and values are words and numbers of the policy, to be shown as they are.
 */
export type TrustTable = ReadonlyMap<string, string>

/**
 * Tells what each word of each issuer is worth. An issuer without words of its own is still trusted
 * to link accounts.
 */
export const issuersOf = ({ issuers }: CompiledPolicy): TrustTable =>
  new Map(
    issuers.flatMap(({ issuer, acr, amr }) => [
      // An issuer without words of its own is still trusted to link accounts.
      [issuer, 'trusted'] as const,
      ...Object.entries(acr).map(([word, rank]) => [`${issuer} acr ${word}`, `${rank}`] as const),
      ...Object.entries(amr).map(([word, rank]) => [`${issuer} amr ${word}`, `${rank}`] as const),
    ]),
  )

/** Tells what each channel of the policy's own is worth, and whether proof lasts on it. */
export const tableOfChannels = ({ channels }: CompiledPolicy): TrustTable =>
  new Map(
    channels.flatMap(({ scheme, grade, session }) => [
      [`${scheme} grade`, `${grade}`] as const,
      [`${scheme} session`, String(session)] as const,
    ]),
  )

/**
 * Tells what each check asks, what it is worth, and how often it may be tried. More attempts, or a
 * higher grade, gives more.
 */
export const knowledgeOf = ({ knowledge = [] }: CompiledPolicy): TrustTable =>
  new Map(
    knowledge.flatMap(({ name, asks, grade, attempts, within }) => [
      [`${name} asks`, asks.join(', ')] as const,
      [`${name} grade`, `${grade}`] as const,
      [`${name} attempts`, `${attempts}`] as const,
      [`${name} within`, printDuration(within)] as const,
    ]),
  )

/** Tells what each step-up of the business's own takes, as far as it is offered: what nobody is offered decides nothing. */
export const ownMethodsOf = ({ methods = [], stepUp }: CompiledPolicy): TrustTable =>
  new Map(
    methods
      .filter(({ name }) => stepUp.includes(name))
      .map(({ name, issuer, acr, amr = [] }) => [name, [issuer, acr ?? [], amr].flat().join(', ')]),
  )
