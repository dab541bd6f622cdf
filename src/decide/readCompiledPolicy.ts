import {
  boundValue,
  fail,
  failAll,
  type Issue,
  isRecord,
  isRungAtLeast,
  MOST_TOLD,
  ok,
  type Result,
} from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { compiledShape } from './compiledShape.js'
import { digestPolicy } from './digest.js'
import { newerThan, SHAPE_VERSIONS } from './shapeVersions.js'

/**
 * Reads a compiled policy from plain data. It loads no schema library.
 *
 * It refuses what does not have the form of a compiled policy, rungs that are not in order, a last
 * route with a condition, and content that does not match its digest. If the policy is in a newer
 * form (`newer_shape`), it names the form that is needed, and nothing else. The digest protects
 * against mistakes, not against somebody who can change both.
 */
export function readCompiledPolicy(input: unknown): Result<CompiledPolicy> {
  // Before anything walks it: not too deep, not too large, and nothing but data.
  const bounded = boundValue(input)
  if (!bounded.ok) return bounded
  const { value } = bounded
  const newer = newerThan(isRecord(value) ? value['countersign'] : undefined, NEWEST)
  if (newer !== null) return failAll([newerShape(newer)])
  if (!isFormed(value)) return failAll(compiledShape(value, '').slice(0, MOST_TOLD))
  const issues = checkOrder(value)
  if (issues.length > 0) return failAll(issues)
  return digestPolicy(value) === value.digest ? ok(value) : fail('digest_mismatch', '/digest')
}

const NEWEST = Math.max(...SHAPE_VERSIONS)

// The number of a form is nobody's data, so it is said.
const newerShape = (version: number): Issue => ({
  code: 'newer_shape',
  path: '/countersign',
  word: `${version}`,
  allowed: SHAPE_VERSIONS.map(String),
})

const isFormed = (value: unknown): value is CompiledPolicy => compiledShape(value, '').length === 0

/**
 * Checks what no form can say: rungs rise, no two classes or actions share a name, and the last route asks nothing.
 *
 * Rungs out of order would give the wrong one, since the last that is met is taken; without an open last route
 * somebody would go nowhere.
 */
function checkOrder({ classes, actions, routes }: CompiledPolicy): readonly Issue[] {
  const names = [...classes, ...actions].map(({ name }) => name)
  const last = routes.at(-1)
  return [
    ...classes.flatMap(({ rungs }, index) =>
      rungs.every(({ rung }, at) => at === 0 || !isRungAtLeast(rungs[at - 1]?.rung ?? 'none', rung))
        ? []
        : [{ code: 'rungs_out_of_order', path: `/classes/${index}/rungs` }],
    ),
    ...names.flatMap((name, index) =>
      names.indexOf(name) < index ? [{ code: 'duplicate_name', path: '/classes' }] : [],
    ),
    ...(last === undefined || Object.keys(last.when).length > 0
      ? [{ code: 'last_route_conditional', path: `/routes/${routes.length - 1}/when` }]
      : []),
  ]
}
