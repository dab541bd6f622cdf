import { isLevel, isRecord, rankOf, readDuration } from '../../model/index.js'
import { type FormIssue, wordIssue } from '../formIssues.js'
import { hasOwnNames } from '../policyJsonSchema.js'
import type { PathSteps, Source, SourcePlace } from '../readSource.js'
import type { Composition, ParameterDeclaration } from './compositionSchema.js'
import { itemsOf, membersOf, partBelow, toItems, toMembers } from './parts.js'

/**
 * Something wrong, and the document it is wrong in: of a parameter that is often not the one that
 * declares it.
 */
export interface PlacedIssue {
  readonly issue: FormIssue
  readonly in: Source
}

/** Parameters by name. */
export type ParameterValues = ReadonlyMap<
  string,
  { readonly value: Source; readonly wrong: (issue: FormIssue) => PlacedIssue }
>

/**
 * Lists what a document fills in of its base's parameters: under `parameters`, every value that is
 * no declaration.
 */
export const fillingsOf = (document: Source, { parameters = {} }: Composition): ParameterValues =>
  new Map(
    Object.entries(parameters).flatMap(([name, said]) =>
      isDeclaration(said)
        ? []
        : [
            [
              name,
              {
                value: partBelow(partBelow(document, 'parameters'), name),
                wrong: (issue: FormIssue) => ({ issue, in: document }),
              },
            ] as const,
          ],
    ),
  )

/**
 * Lists the parameters that a document declares for itself and for whoever extends it: under
 * `parameters`, every object.
 */
export const declarationsIn = ({
  parameters = {},
}: Composition): readonly (readonly [string, ParameterDeclaration])[] =>
  Object.entries(parameters).flatMap(([name, said]) =>
    isDeclaration(said) ? [[name, said] as const] : [],
  )

/** A value that fills a parameter is a scalar or a list, so an object always declares. */
const isDeclaration = (said: unknown): said is ParameterDeclaration => isRecord(said)

/**
 * Gives each declared parameter what fills it, or its default, where that is what it may be.
 *
 * One that has neither is told (`parameter_not_filled`), and so is a value outside the bounds
 * (`parameter_out_of_bounds`), at whoever gave it. A parameter keeps a wrong value all the same, so
 * that what uses it is not reported as well.
 */
export function fillParameters(
  document: Source,
  declared: readonly (readonly [string, ParameterDeclaration])[],
  fillings: ParameterValues,
) {
  const values = new Map<string, Source>()
  const wrong: PlacedIssue[] = []
  for (const [name, declaration] of declared) {
    const at: PathSteps = ['parameters', name]
    const own = partBelow(partBelow(partBelow(document, 'parameters'), name), 'default')
    const filling = fillings.get(name)
    const faults = [
      ...checkDeclaration(declaration, at),
      ...(own.value === undefined || isAdmitted(own.value, declaration)
        ? []
        : [boundsFault([...at, 'default'], declaration)]),
    ]
    wrong.push(...faults.map((issue) => ({ issue, in: document })))
    const given = filling?.value.value ?? own.value
    if (given === undefined) {
      wrong.push({ issue: wordIssue('parameter_not_filled', at, name), in: document })
    } else if (filling !== undefined && !isAdmitted(given, declaration)) {
      wrong.push(filling.wrong(boundsFault(at, declaration)))
    }
    if (given !== undefined) values.set(name, filling?.value ?? own)
  }
  return { values, wrong }
}

/** Says which values a parameter takes: the words of a list, or the ends of a range. */
const boundsFault = (at: PathSteps, { values, ...bounds }: ParameterDeclaration): FormIssue => ({
  ...wordIssue('parameter_out_of_bounds', at),
  form: Array.isArray(values)
    ? `one of ${values.map((value) => `\`${writeValue(value)}\``).join(', ')}`
    : [
        ...(bounds.at_least === undefined ? [] : [`at least \`${writeValue(bounds.at_least)}\``]),
        ...(bounds.at_most === undefined ? [] : [`at most \`${writeValue(bounds.at_most)}\``]),
      ].join(', '),
})

/** Writes a value as a document has it. Two values are the same where they are written the same. */
const writeValue = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** The words by which a parameter says what it may be. */
const BOUNDS: readonly string[] = ['values', 'at_least', 'at_most']

// Without a bound, a typing mistake in a brand would pass as a value. `values: any` says that every
// value is allowed.
function checkDeclaration(
  { values, at_least, at_most }: ParameterDeclaration,
  at: PathSteps,
): readonly FormIssue[] {
  if (values === undefined && at_least === undefined && at_most === undefined)
    return [wordIssue('parameter_without_bounds', at, undefined, BOUNDS)]
  return [
    ...(at_least !== undefined && sizeOf(at_least) === null
      ? [sizeFault([...at, 'at_least'], at_least)]
      : []),
    ...(at_most !== undefined && sizeOf(at_most) === null
      ? [sizeFault([...at, 'at_most'], at_most)]
      : []),
  ]
}

/** Says that a bound is nothing that can be compared. */
const sizeFault = (steps: PathSteps, value: unknown): FormIssue => ({
  ...wordIssue('wrong_type', steps, writeValue(value)),
  form: 'a number, a duration such as `15m`, or a level such as `verified`',
})

/**
 * Tells whether a value is one of those listed, where there is a list, and between the bounds,
 * where there are any.
 */
function isAdmitted(value: unknown, { values, at_least, at_most }: ParameterDeclaration): boolean {
  if (Array.isArray(values) && !values.some((one) => writeValue(one) === writeValue(value)))
    return false
  return isBetween(value, at_least, at_most)
}

/**
 * Tells whether a value is of the kind of its bounds and between them, ends included. A list has no
 * size, so it is between no bounds.
 */
function isBetween(value: unknown, least: unknown, most: unknown): boolean {
  if (least === undefined && most === undefined) return true
  const size = sizeOf(value)
  const [low, high] = [sizeOf(least), sizeOf(most)]
  if (size === null) return false
  return (
    [low, high].every((bound) => bound === null || bound.of === size.of) &&
    (low === null || size.size >= low.size) &&
    (high === null || size.size <= high.size)
  )
}

/**
 * Gives how large a value is; `null` for what cannot be compared. `'verified'` -> level 3, `'15m'`
 * -> 900,000 ms, `2` -> number 2.
 */
function sizeOf(value: unknown) {
  if (typeof value === 'number') return { of: 'number', size: value }
  if (typeof value !== 'string') return null
  if (isLevel(value)) return { of: 'level', size: rankOf(value) }
  const span = readDuration(value)
  return span === null ? null : { of: 'duration', size: span }
}

/** A parameter that is declared and stands nowhere, and where it is declared. */
export interface UnusedParameter {
  readonly name: string
  /** Absent where the policy was an object. */
  readonly place: SourcePlace | undefined
}

/** Lists parameters of which it is not known yet that they stand anywhere: those of a base, and a document's own. */
export const unusedAmong = (
  document: Source,
  names: readonly string[],
  ofBase: readonly UnusedParameter[],
): readonly UnusedParameter[] => [
  ...ofBase,
  ...names.map((name) => ({ name, place: document.locate(['parameters', name], 'key') })),
]

/**
 * Tells of what is filled in around a document that stands on nothing, and is no parameter of its own. Those of the
 * documents above may be what was meant, but stand for nothing here.
 */
export function strayFillings(
  document: Source,
  said: Composition,
  around: {
    readonly fillings: ParameterValues
    readonly parameters: readonly string[]
    readonly names: readonly string[]
  },
): readonly PlacedIssue[] {
  const { fillings, names } = around
  const meant = [...around.parameters, ...names]
  return [
    ...[...fillings].flatMap(([name, { wrong }]) => {
      const others = meant.filter((one) => one !== name)
      return names.includes(name)
        ? []
        : [wrong(wordIssue('unknown_parameter', ['parameters', name], name, others))]
    }),
    ...[...fillingsOf(document, said).keys()].map((name) => ({
      issue: wordIssue('parameter_without_bounds', ['parameters', name], name, BOUNDS),
      in: document,
    })),
  ]
}

/**
 * Puts values in the places of a document that name their parameters, and tells of names that no
 * parameter has (`unknown_parameter`). A value stands where its parameter was named, so what is
 * wrong with it is told there.
 */
export function putValues(
  document: Source,
  values: ReadonlyMap<string, Source>,
  names: readonly string[],
): {
  readonly document: Source
  readonly wrong: readonly PlacedIssue[]
  /** The parameters that stand somewhere. */
  readonly used: ReadonlySet<string>
} {
  const wrong: PlacedIssue[] = []
  const used = new Set<string>()
  const put = (part: Source, steps: PathSteps): Source => {
    // No value stands for a whole record of names: one of them is called `parameter` there.
    const written = parameterOf(part.value)
    const name = written !== undefined && hasOwnNames(steps) ? undefined : written
    if (name === undefined) {
      if (Array.isArray(part.value))
        return toItems(
          itemsOf(part).map((item, at) => put(item, [...steps, at])),
          part,
        )
      return isRecord(part.value)
        ? toMembers(
            membersOf(part).map(([key, member]) => [key, put(member, [...steps, key])]),
            part,
          )
        : part
    }
    used.add(name)
    const value = values.get(name)
    if (value !== undefined)
      return { value: value.value, locate: (_, side) => part.locate([], side) }
    const known = [...new Set([...values.keys(), ...names])]
    if (!known.includes(name))
      wrong.push({
        issue: wordIssue('unknown_parameter', [...steps, 'parameter'], name, known),
        in: document,
      })
    return { value: undefined, locate: part.locate }
  }
  // What a test is given and expects is what it says, whatever is filled in.
  const parts = membersOf(document).map(
    ([key, part]) => [key, key === 'tests' ? part : put(part, [key])] as const,
  )
  return { document: toMembers(parts, document), wrong, used }
}

/**
 * Reads `{ parameter: name }`; `undefined` for whatever else. An object with another key beside it
 * is no parameter.
 */
function parameterOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined
  const { parameter, ...others } = value
  return typeof parameter === 'string' && Object.keys(others).length === 0 ? parameter : undefined
}
