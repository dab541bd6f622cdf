import type { CustomScheme } from '../../channels/index.js'
import { type Contact, isAbsent, type Reason } from '../../model/index.js'
import type { FunctionContext } from './functionHandler.js'
import type { FromContext } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import { participantOf } from './participant.js'
import { type Participants, type ParticipantsClient, participantsOf } from './participants.js'
import type { EventCall } from './readEvent.js'
import { readersOf } from './roster.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** Where the roster of a conversation is learnt. Without any of it nobody knows who else reads. */
export interface RosterSettings {
  /** Twilio's client. It asks for the list of participants if `participants` is not given. */
  readonly client?: FromContext<ParticipantsClient> | undefined
  /** Gives everybody in a conversation, if you know it from another source. */
  readonly participants?: FromContext<Participants> | undefined
  /** Tells by a chat identity whether it is an agent or a bot: these do not count as readers. */
  readonly isStaff?: (identity: string) => boolean
}

/** Who else would see a reply, `null` for not known, and why not. */
export interface AskedReaders {
  /** Nobody is an empty list; `null` counts as somebody unknown reading along. */
  readonly readers: readonly Contact[] | null
  /**
   * `participants_late`, `participants_failed` or `participants_unreadable`; none where nobody
   * could be asked.
   */
  readonly reasons: readonly Reason[]
}

/**
 * Learns who else would see a reply: what the event tells, or else the conversation's roster
 * together with whom the event names. Late, failed, unreadable or nowhere to be asked is not known,
 * and never nobody.
 */
export async function askReaders(
  settings: RosterSettings & { readonly budget: number },
  context: FunctionContext,
  call: EventCall,
  { custom, whole }: { readonly custom: readonly CustomScheme[]; readonly whole: Deadline },
): Promise<AskedReaders> {
  const { engagement, rosterTold } = call
  const named = engagement.readers === undefined ? [] : engagement.readers
  // The event told it, so nobody has to be asked, and nothing can be late.
  if (rosterTold) return { readers: named, reasons: [] }
  const found = await withinBudget(
    settings.budget,
    async ({ signal }) => {
      const ask = sourceOf(settings, context)
      return ask === undefined ? undefined : await ask(engagement.conversation, signal)
    },
    whole,
  )
  if (!found.ok) return { readers: null, reasons: [{ code: `participants_${issueCode(found)}` }] }
  if (isAbsent(found.value)) return { readers: null, reasons: [] }
  // `contact` is left out of the roster: who writes is no other reader.
  const { contact } = engagement
  const { isStaff } = settings
  const view = { contact, custom, ...(isStaff !== undefined && { isStaff }) }
  const roster = Array.isArray(found.value) ? readersOf(found.value, view) : null
  if (roster === null) return { readers: null, reasons: [{ code: 'participants_unreadable' }] }
  // Whom the event names may have joined after the roster was read, and one who is on both is one
  // reader.
  const all = [...(named ?? []), ...roster]
  const readers = new Map(all.map((reader) => [participantOf(reader, custom), reader]))
  return { readers: [...readers.values()], reasons: [] }
}

// Wherever you know them comes before Twilio's own roster.
const sourceOf = (
  { client, participants }: RosterSettings,
  context: FunctionContext,
): Participants | undefined =>
  participants?.(context) ?? (client === undefined ? undefined : participantsOf(client(context)))
