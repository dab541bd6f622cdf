import type { Support } from '../model/assessment.js'
import type { Instant } from '../model/instant.js'
import type { Request } from './readRequest.js'
import { type Base, kindOfCause } from './suppose.js'

/** Names everything that a plan depends on, beside its policy: situations of one name have one plan. */
export function planKey(base: Base, request: Request, ages: readonly number[]): string {
  const { trust, reader, session, ceiling, number, caps, supports } = base
  let key = `${trust.write}${trust.read}${reader}${session ? 1 : 0}${ceiling}${number}`
  for (const [code, max] of caps) key += ` ${code}${max}`
  key += `|${request.classes.join()}|${request.actions.join()}`
  key += request.amount === undefined ? '|' : '|a'
  key += request.payee === undefined ? '|' : '|p'
  for (const support of supports) key += `\n${nameSupport(support, request, base.at, ages)}`
  return key
}

function nameSupport(
  support: Support,
  { amount, payee }: Request,
  at: number,
  ages: readonly number[],
): string {
  const { grade, method, via, categories, causes, phishable, alone, purpose, since } = support
  const linked = `${nameLink(support.amount, amount)}${nameLink(support.payee, payee)}`
  let kind = `${grade}${method} ${via ?? ''}`
  for (const category of categories) kind += ` ${category}`
  for (const cause of causes) kind += `,${kindOfCause(cause)}`
  return `${kind} ${phishable}${alone ?? ''}${purpose ?? ''} ${linked}${ageBand(ages, since, at)}`
}

const nameLink = (named: string | undefined, asked: string | undefined): string =>
  named === undefined ? '-' : named === asked ? '=' : '!'

// Proofs that have passed the same ages are equally fresh to every rule.
function ageBand(ages: readonly number[], since: Instant, at: Instant): number {
  let passed = 0
  for (const age of ages) if (since + age <= at) passed += 1
  return passed
}
