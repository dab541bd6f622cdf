import type { CompiledPolicy } from '../../decide/index.js'
import { type Contact, type Rank, SECOND, stronger } from '../../model/index.js'
import { assess } from '../../trust/index.js'
import type { Caller } from './contacts.js'
import { checkOf } from './proofs.js'
import { compose, madeAgo, type Part, SCENE, weightOf } from './scene.js'
import { type Setting, settingsOf } from './settings.js'
import { assessOn, type Made, type RawShape, type Shape, shapesOf } from './shapes.js'
import type { Effect, Look } from './sight.js'
import { directoryOf } from './ties.js'

/** What is known of the contact itself, before anything else is proved. */
export interface World {
  readonly name: string
  readonly callers: readonly Caller[]
  readonly parts: (contact: Contact) => readonly Part[]
  /** How much there is to read in it. */
  readonly weight: number
  /** Under each set of trust settings, what the conversation as a whole is held down to. */
  readonly caps: readonly Rank[]
  /** Two customers contradict each other. */
  readonly conflict: boolean
  readonly look: Look
  /** Under each set of trust settings, whether the customer is known though the conversation is held down. */
  readonly isKnown: readonly boolean[]
  /** Under each set of trust settings, how sure we are of who reads at the contact's own end. */
  readonly endpoint: readonly Rank[]
  readonly session: boolean
  /** No channel is known: then nothing counts for anything. */
  readonly isNobody: boolean
  /** Proofs of the contact's own address. */
  readonly shapes: readonly Shape[]
}

/** A world with its effects, before it is known what can be seen of them. */
export type RawWorld = Omit<World, 'look' | 'shapes'> & {
  readonly effects: readonly Effect[]
  readonly shapes: readonly RawShape[]
}

/** Assesses everything that may be known of callers of one kind by themselves. */
export const worldsOf = (
  sides: readonly CompiledPolicy[],
  caller: Caller,
  callers: readonly Caller[],
  ages: readonly number[],
  codes: readonly Made[],
): readonly RawWorld[] =>
  settingsOf(caller).flatMap((setting): readonly RawWorld[] => {
    const parts = setting.parts(caller)
    const { contact } = caller
    const assessed = assessOn(sides, contact, parts)
    // Settings that refuse the evidence of a contradiction know of none.
    if (setting.conflict && assessed.some(({ trust }) => trust.resolution !== 'conflict')) return []
    return [
      {
        name: setting.name,
        callers,
        parts: (of) => setting.parts(callerFor(callers, of) ?? { ...caller, contact: of }),
        weight: weightOf(parts),
        caps: assessed.map(({ risks }) =>
          setting.conflict ? 1 : HOLDS.some((risk) => risks.includes(risk)) ? setting.cap : 4,
        ),
        conflict: setting.conflict,
        effects: assessed.map(({ supports, risks }) => ({ supports, risks })),
        isKnown: assessed.map(({ trust }) => setting.cap < 4 && trust.resolution === 'unique'),
        endpoint: assessed.map(({ trust }, at) => {
          const probed = isOpen(setting) ? probe(sides[at], caller, parts) : 0
          return stronger(trust.read, probed)
        }),
        session: caller.session,
        isNobody: caller.query === null,
        shapes: isOpen(setting) ? shapesOf({ sides, contact, parts, assessed }, codes, ages) : [],
      },
    ]
  })

/** What an agent reports of a conversation holds down all of it. */
export const HOLDS: readonly string[] = ['agent_flag', 'agent_lowered']

// Who reads at the contact's own end, once something else says which customer it is. On a channel with a session the
// something must be weak, because there it counts itself.
function probe(side: CompiledPolicy | undefined, caller: Caller, parts: readonly Part[]): Rank {
  if (side === undefined) return 0
  const tie = caller.session ? 'claimed' : 'onFile'
  const code = checkOf('sms', PROBED, madeAgo(SECOND))
  const known: Part = { evidence: [directoryOf({ phone: PROBED }, tie), code] }
  return assess(compose(caller.contact, [...parts, known]), SCENE.at, side).trust.read
}

const PROBED = '+14155550123'

const isOpen = ({ cap, conflict }: Setting): boolean => cap === 4 && !conflict

const callerFor = (callers: readonly Caller[], contact: Contact): Caller | undefined =>
  callers.find((one) => one.contact === contact)
