import type { CompiledPolicy, Route } from '../decide/index.js'
import { isRecord } from '../model/index.js'
import {
  buildCondition,
  buildPolicy,
  compilePolicy,
  type PathStep,
  type PathSteps,
  type PolicyDocument,
  plainCondition,
  type RouteDocument,
} from '../policy/index.js'
import { applyEdit } from './mutation/edit.js'

/** A document without what never decides anything: its tests and invariants. */
export type BareDocument = Omit<PolicyDocument, 'tests' | 'invariants'>

/** Compiles a policy without one of its parts. */
export interface PartlyCompiling {
  /**
   * The policy to compare; `null` where it does not compile. It may be given even where the whole document would
   * not compile.
   */
  readonly compileWithout: (path: PathSteps) => CompiledPolicy | null
  /** Tells whether what is left compiles as a whole, such as where another route comes to say the same. */
  readonly isWhole: (path: PathSteps) => boolean
}

/**
 * Opens the compilation of a policy without one part or another. Where nothing else depends on it, the class, action or
 * route that changes is built by itself and the rest is taken over, so that a large policy is not compiled once for
 * each of its conditions. Whether that comes to the same is seen by building the part as it is: if it does not,
 * the whole is compiled. How sensitive a class is beside others is taken over as well.
 */
export function openEditing(document: BareDocument, policy: CompiledPolicy): PartlyCompiling {
  const trusted = new Map<string, boolean>()
  const isTrusted = (of: string, check: () => boolean): boolean => {
    const known = trusted.get(of) ?? check()
    trusted.set(of, known)
    return known
  }
  const compileWithout = (path: PathSteps): CompiledPolicy | null => {
    const edited = editedBy(document, path)
    const [kind, name = ''] = path
    const put = SPLICES.get(kind ?? '')
    if (put === undefined) return compileWhole(edited)
    const same = isTrusted(`${kind} ${name}`, () => isSame(policy, put(policy, document, path)))
    return same ? put(policy, edited, path) : compileWhole(edited)
  }
  return {
    compileWithout,
    isWhole: (path) => compileWhole(editedBy(document, path)) !== null,
  }
}

/** Gives the document without one of its parts. */
function editedBy(document: BareDocument, path: PathSteps): BareDocument {
  const changed = applyEdit(document, { path })
  return isRecord(changed) ? { ...document, ...changed } : document
}

/** Puts a part that was built by itself into a policy; `null` where no policy may have it. */
type Splice = (
  policy: CompiledPolicy,
  document: BareDocument,
  path: PathSteps,
) => CompiledPolicy | null

const compileWhole = (document: BareDocument): CompiledPolicy | null => {
  const compiled = compilePolicy(document)
  return compiled.ok ? compiled.value : null
}

/**
 * Tells whether a policy came out as it was. Only the edited part is a new object: the others are
 * the same objects, so they need not be printed.
 */
const isSame = (one: CompiledPolicy, other: CompiledPolicy | null): boolean =>
  other !== null &&
  (['classes', 'actions', 'routes'] as const).every(
    (list) =>
      one[list].length === other[list].length &&
      one[list].every(
        (part, at) =>
          part === other[list][at] || JSON.stringify(part) === JSON.stringify(other[list][at]),
      ),
  )

/**
 * Puts a class or action that was built by itself into a policy. Nothing is checked of it: checking takes most of a
 * compilation, and whether the whole compiles is asked only of the few that prove to be superfluous.
 */
function spliceTopic(
  policy: CompiledPolicy,
  document: BareDocument,
  [kind, name = '']: PathSteps,
): CompiledPolicy {
  const { redact: _, ...rest } = document
  const only = <Part>(all: Readonly<Record<string, Part>> | undefined, of: PathStep) =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([key]) => kind === of && key === name))
  const alone = buildPolicy({
    ...rest,
    classes: only(document.classes, 'classes'),
    actions: only(document.actions, 'actions'),
    routes: [{ id: 'rest', queue: 'rest' }],
  })
  const [dataClass] = alone.classes
  const [action] = alone.actions
  return {
    ...policy,
    classes: policy.classes.map((one) =>
      one.name === dataClass?.name ? { ...dataClass, sensitivity: one.sensitivity } : one,
    ),
    actions: policy.actions.map((one) => (one.name === action?.name ? action : one)),
  }
}

/**
 * Puts a route's condition that was built by itself into a policy; `null` where nothing is left of it to be asked: no route
 * after it would ever be taken, which does not compile.
 */
function spliceRoute(
  policy: CompiledPolicy,
  { routes }: BareDocument,
  [, place]: PathSteps,
): CompiledPolicy | null {
  const written: RouteDocument | undefined = routes[Number(place)]
  const when = buildCondition(plainCondition(policy, written?.when ?? {}))
  if (Object.keys(when).length === 0) return null
  return {
    ...policy,
    routes: policy.routes.map((route, at): Route => (at === place ? { ...route, when } : route)),
  }
}

/**
 * The parts of a document that can be compiled by themselves. For every other part the whole is
 * compiled, which gives the same.
 */
const SPLICES: ReadonlyMap<PathStep, Splice> = new Map([
  ['classes', spliceTopic],
  ['actions', spliceTopic],
  ['routes', spliceRoute],
])
