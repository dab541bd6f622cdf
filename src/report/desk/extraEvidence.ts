import { engagementOf } from '../../analysis/index.js'
import { type Evidence, isRecord, MINUTE, printDuration, toInstant } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { codeInWords } from '../say.js'
import type { KitItem } from './evidenceKit.js'

/** Lists the evidence on the desk that is none of the kit: a link may bring any, and all of it is shown. */
export function extraEvidence(
  { evidence = [] }: GivenDocument,
  kit: readonly KitItem[],
): readonly Evidence[] {
  const inKit = new Set(kit.map((item) => JSON.stringify(item.evidence)))
  return evidence.filter((item) => !inKit.has(JSON.stringify(item)))
}

/**
 * Says what a piece of evidence is, what it was given for, and how old it is at the time on the
 * desk. Only words of ours are said of it: its kind, its status and what it was given for.
 */
export function sayEvidence(item: Evidence, given: GivenDocument): string {
  const result = item['result']
  const status = isRecord(result) ? result['status'] : item['status']
  return [
    codeInWords(item.kind),
    ...(typeof status === 'string' ? [codeInWords(status)] : []),
    sayWhen(item, given),
  ].join(', ')
}

/** Says what a piece of evidence was given for, where it names that, and how old it is at the time on the desk. */
export function sayWhen(item: Evidence, given: GivenDocument): string {
  const purpose = item['purpose']
  const at = toInstant(item['at'] ?? item['authTime'])
  return [
    ...(typeof purpose === 'string' ? [`for ${codeInWords(purpose)}`] : []),
    at === null ? 'of unknown age' : sayAge(engagementOf(given).at - at),
  ].join(', ')
}

/** Says how old something is, in whole minutes, rounded down: nothing seems older than it is. */
const sayAge = (age: number): string =>
  age < MINUTE ? 'just now' : `${printDuration(Math.floor(age / MINUTE) * MINUTE)} old`
