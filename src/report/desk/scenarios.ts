import type { CompiledPolicy } from '../../decide/index.js'
import { startState } from './changeState.js'
import type { DeskState } from './deskState.js'
import { evidenceKit, type KitItem, TITLES } from './evidenceKit.js'

/** Somebody to begin with on the desk. */
export interface Scenario {
  readonly title: string
  readonly state: DeskState
}

type Pick = (item: KitItem) => boolean

const titled =
  (title: string): Pick =>
  (item) =>
    item.title === title

const ENROLLED = titled(TITLES.enrolled)
const CLEAN = titled(TITLES.clean)
const SWAPPED = titled(TITLES.swapped)
const CODE: Pick = ({ group, title }) => group === 'proof' && title.startsWith('code by')
const LOGIN: Pick = ({ method }) => method === 'login'
const STOLEN: Pick = ({ evidence }) => evidence.kind === 'security_event'

const PICKED: readonly (readonly [title: string, picks: readonly Pick[]])[] = [
  ['A stranger', []],
  ['On file', [ENROLLED, CLEAN]],
  ['On file, with a code', [ENROLLED, CLEAN, CODE]],
  ['A code, to a swapped SIM', [ENROLLED, SWAPPED, CODE]],
  ['Logged in', [ENROLLED, CLEAN, LOGIN]],
  ['A stolen login', [ENROLLED, CLEAN, LOGIN, STOLEN]],
  ['One number, two customers', [titled(TITLES.several), CLEAN, CODE]],
  ['Told what to say', [ENROLLED, CLEAN, CODE, titled(TITLES.coaching)]],
]

/** Lists people to begin with on the desk: those whose evidence the policy and its first channel have. */
export function scenariosOf(policy: CompiledPolicy): readonly Scenario[] {
  const start = startState(policy, 'sms')
  const kit = evidenceKit(policy, start.given)
  return PICKED.flatMap(([title, picks]) => {
    const evidence = picks.flatMap((pick) => {
      const item = kit.find(pick)
      return item === undefined ? [] : [item.evidence]
    })
    if (evidence.length < picks.length) return []
    const given = evidence.length === 0 ? start.given : { ...start.given, evidence }
    return [{ title, state: { ...start, given } }]
  })
}
