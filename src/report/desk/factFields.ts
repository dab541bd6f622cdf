import { type CompiledPolicy, conditionsOf, factsIn } from '../../decide/index.js'
import { type FactValue, sorted } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'

/** A fact of the business that a policy asks for, as the desk offers it. */
export interface FactField {
  readonly name: string
  /** What it may be chosen to be; none for a number, which is typed. */
  readonly values: readonly FactValue[]
}

/**
 * Lists the facts that a policy declares or asks for. An amount is none of them: whoever asks names it.
 *
 * In alphabetical order, as a form is looked through.
 */
export function factFieldsOf(policy: CompiledPolicy): readonly FactField[] {
  const asked = new Map<string, FactValue[]>()
  for (const [name, test] of factsIn(conditionsOf(policy))) {
    const values = asked.get(name) ?? []
    asked.set(name, values)
    if (typeof test !== 'object' && !values.includes(test)) values.push(test)
  }
  const declared = policy.facts ?? {}
  const names = sorted([...Object.keys(declared), ...asked.keys()])
  return names.flatMap((name): readonly FactField[] => {
    const declaration = declared[name]
    if (declaration?.currency !== undefined) return []
    const isNumber = declaration?.upTo !== undefined
    return [{ name, values: isNumber ? [] : (declaration?.values ?? asked.get(name) ?? []) }]
  })
}

/**
 * Reads what was chosen or typed for a fact; `undefined` for nothing, and for a number that is none. A value that the
 * policy does not know stays what a link brought: it meets nothing, and is seen.
 */
export function readFact({ values }: FactField, text: string): FactValue | undefined {
  if (values.length > 0)
    return text === '' ? undefined : (values.find((value) => String(value) === text) ?? text)
  const number = Number(text)
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}

/**
 * Gives the context with what the fields say of the facts; what else is in it stays. A field that
 * is empty leaves its fact out, which is not known then.
 */
export function readFacts(
  fields: readonly FactField[],
  texts: readonly string[],
  { context = {} }: GivenDocument,
): NonNullable<GivenDocument['context']> {
  const names = fields.map(({ name }) => name)
  const others = Object.entries(context).filter(([name]) => !names.includes(name))
  const own = fields.flatMap((field, at): readonly (readonly [string, FactValue])[] => {
    const value = readFact(field, texts[at] ?? '')
    return value === undefined ? [] : [[field.name, value]]
  })
  return Object.fromEntries([...others, ...own])
}

/** Tells whether the context holds what the desk does not offer: a link brought it, so it may be what somebody wrote. */
export function holdsOtherFacts(policy: CompiledPolicy, { context = {} }: GivenDocument): boolean {
  const fields = new Map(factFieldsOf(policy).map(({ name, values }) => [name, values]))
  return Object.entries(context).some(([name, value]) => {
    const values = fields.get(name)
    if (values === undefined) return true
    return values.length === 0 ? typeof value === 'string' : !values.includes(value)
  })
}
