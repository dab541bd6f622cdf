import type { FactValue } from '../model/index.js'

/** What a policy declares of a fact: the values it may have, or thresholds that numbers are compared with. */
export interface FactDeclaration {
  readonly values?: readonly FactValue[]
  /** Decimal text, lowest first. */
  readonly upTo?: readonly string[]
  /** Where it is named, the number is the amount that is asked for, in this currency. */
  readonly currency?: string
}

/** The facts that a policy declares, by name. */
export type FactDeclarations = Readonly<Record<string, FactDeclaration>>
