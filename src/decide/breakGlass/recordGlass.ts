import type { Assessment, Request } from '../../model/index.js'
import type { CompiledPolicy } from '../compiled.js'
import { judgeBreakGlass, type OpenedGlass } from './judge.js'

/** That the glass was broken: by whom and with whom, by the names of workers, and a reason of the policy's list. */
export interface RecordedGlass extends Omit<OpenedGlass, 'at' | 'until' | 'classes'> {
  readonly classes: readonly string[]
  /** Whole seconds since it was approved, and until it ends. */
  readonly age: number
  readonly left: number
}

/** Records that the glass was broken; nothing where it was not, or where it is not known by which policy and when. */
export function recordGlass(
  policy: CompiledPolicy | undefined,
  request: Request,
  assessment: Assessment | undefined,
): { readonly breakGlass?: RecordedGlass } {
  // Whether it was open depends on the policy and the time, so without either of them nothing is claimed.
  if (policy === undefined || assessment === undefined) return {}
  const { opened } = judgeBreakGlass(policy, request, assessment.at)
  if (opened === undefined) return {}
  const { reason, requestedBy, approvedBy, approverRoles, at, until, classes } = opened
  return {
    breakGlass: {
      ...{ reason, requestedBy, approvedBy, approverRoles, classes: Object.keys(classes) },
      // Rounded so that the record never says that it was open for longer than it was, nor ends before it does.
      age: Math.floor((assessment.at - at) / 1_000),
      left: Math.ceil((until - assessment.at) / 1_000),
    },
  }
}
