import { type Issue, pointerOf } from '../../model/index.js'
import { itemKeyOf } from '../declaringParts.js'
import type { PathSteps, Source } from '../readSource.js'
import { valueAt } from '../valueAt.js'
import type { Loosening } from './loosenings.js'

interface ReadDocuments {
  /** The document itself, as it was read. */
  readonly read: Source
  /** The document put over its base. */
  readonly source: Source
  readonly base: Source
}

/** The most places that are told: one wrong line of a brand can loosen every class. */
const MOST = 50

/**
 * Tells of each place where a document is looser than its base: where it says so, what the base says
 * there, and how the base could allow it (`brands: { change: [classes.orders.full] }`). Each place
 * once.
 */
export function tellLoosenings(
  loosened: readonly Loosening[],
  { read, source, base }: ReadDocuments,
): readonly Issue[] {
  const all = loosened.map(({ code, steps: found, part }): Issue => {
    const steps = placeIn(source.value, found)
    const said = source.locate(steps, 'value')
    const here = read.locate(['extends'])
    // A loosening at a place that the document does not have follows from something else in it, so
    // it is reported for the whole document.
    const place = said !== undefined && said.file === here?.file ? said : here
    const word = wordAt(source.value, steps)
    return {
      code,
      path: pointerOf(steps),
      ...(word !== undefined && { word }),
      ...baseSays(base, placeIn(base.value, found)),
      form: `\`brands: { ${part === undefined ? `change: [${openingOf(found)}]` : `add: [${part}]`} }\``,
      ...place,
    }
  })
  const places = all.map(({ path, code }) => `${path} ${code}`)
  return all.filter((_, at) => places.indexOf(places[at] ?? '') === at).slice(0, MOST)
}

// Things of a list are named by what tells them apart, and fields by themselves: lists are compiled
// in another order, so the number of an item is looked for again in the document.
function placeIn(value: unknown, steps: PathSteps): PathSteps {
  const [part = '', name = '', ...rest] = steps
  const key = itemKeyOf(String(part))
  if (key !== undefined && name !== '')
    return [part, indexIn(value, [part], (item) => valueAt(item, [key]) === name), ...rest]
  const [under, field] = rest
  return part === 'classes' && under === 'fields' && field !== undefined
    ? [part, name, under, indexIn(value, [part, name, under], (item) => item === field)]
    : steps
}

function indexIn(value: unknown, at: PathSteps, isIt: (item: unknown) => boolean): number {
  const items = valueAt(value, at)
  return Array.isArray(items) ? items.findIndex(isIt) : -1
}

/**
 * Gives what the base says at a place, and where, as one phrase: `house.yaml:12:5 says verified`.
 */
function baseSays(base: Source, steps: PathSteps): Pick<Issue, 'by'> {
  const place = base.locate(steps, 'value')
  const word = wordAt(base.value, steps)
  const where =
    place?.file === undefined ? 'its base' : `${place.file}:${place.line}:${place.column}`
  return { by: word === undefined ? where : `${where} says ${word}` }
}

// A level alone stands for both of its directions.
function wordAt(value: unknown, steps: PathSteps): string | undefined {
  const here = valueAt(value, steps)
  if (here === undefined) {
    const above = valueAt(value, steps.slice(0, -1))
    return typeof above === 'string' || typeof above === 'number' ? String(above) : undefined
  }
  if (Array.isArray(here) && here.every((item) => typeof item !== 'object')) return here.join(', ')
  return typeof here === 'object' ? undefined : String(here)
}

// What has dots in its own name cannot be a step of a path: the list it stands in is named instead.
const openingOf = ([part = '', name = '', ...rest]: PathSteps): string =>
  [part, name, ...rest.slice(0, rest[0] === 'fields' ? 1 : undefined)]
    .slice(0, part === 'issuers' ? 1 : undefined)
    .filter((step) => step !== '')
    .join('.')
