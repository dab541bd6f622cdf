import type { CompiledPolicy } from '../../decide/index.js'
import { startState } from './changeState.js'
import { evidenceKit, type KitItem, TITLES } from './evidenceKit.js'

type KitFilter = (item: KitItem) => boolean

const byTitle =
  (title: string): KitFilter =>
  (item) =>
    item.title === title

const ENROLLED = byTitle(TITLES.enrolled)
const CLEAN = byTitle(TITLES.clean)
const SWAPPED = byTitle(TITLES.swapped)
const CODE: KitFilter = ({ group, title }) => group === 'proof' && title.startsWith('code by')
const LOGIN: KitFilter = ({ method }) => method === 'login'
const STOLEN: KitFilter = ({ evidence }) => evidence.kind === 'security_event'

/**
 * People to begin with: from nothing known of them, over what is usual, to four kinds of
 * attack.
 */
const PICKED: readonly (readonly [title: string, picks: readonly KitFilter[]])[] = [
  ['A stranger', []],
  ['On file', [ENROLLED, CLEAN]],
  ['On file, with a code', [ENROLLED, CLEAN, CODE]],
  ['A code, to a swapped SIM', [ENROLLED, SWAPPED, CODE]],
  ['Logged in', [ENROLLED, CLEAN, LOGIN]],
  ['A stolen login', [ENROLLED, CLEAN, LOGIN, STOLEN]],
  ['One number, two customers', [byTitle(TITLES.several), CLEAN, CODE]],
  ['Somebody tells them what to say', [ENROLLED, CLEAN, CODE, byTitle(TITLES.coaching)]],
]

/** Lists people to begin with on the desk: those whose evidence the policy and its first channel have. */
export function scenariosOf(policy: CompiledPolicy) {
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
