import { MOST_PARTICIPANTS } from '../../model/index.js'
/**
 * Gives everybody in a conversation, as Twilio's list of participants shows them or as contacts;
 * `null` if it is not known. The call is given up when the signal aborts. If it throws or is late,
 * it is not known who is there.
 */
export type Participants = (
  conversation: string,
  signal: AbortSignal,
) => Promise<readonly unknown[] | null>

/** The part of Twilio's client that reading a conversation's participants needs. */
export interface ParticipantsClient {
  /** As in Twilio's client: who takes part in a conversation. */
  readonly conversations: {
    readonly v1: {
      conversations(sid: string): {
        readonly participants: {
          list(params: { limit: number; pageSize: number }): Promise<readonly unknown[]>
        }
      }
    }
  }
}

/** The largest page that Twilio gives. */
const PAGE = 100
// Only a Conversation has participants; an execution or a message has none to ask for.
const CONVERSATION = /^CH/

/**
 * Reads Twilio's own participant list, all pages of it; one that is longer than any roster is not
 * known.
 */
export const participantsOf =
  (client: ParticipantsClient): Participants =>
  async (conversation) => {
    if (!CONVERSATION.test(conversation)) return null
    const { participants } = client.conversations.v1.conversations(conversation)
    // One more than is read shows that the list was cut.
    const found = await participants.list({ limit: MOST_PARTICIPANTS + 1, pageSize: PAGE })
    return found.length > MOST_PARTICIPANTS ? null : found.map(toPlain)
  }

/** The client's instances write themselves as JSON. */
function toPlain(participant: unknown): unknown {
  if (typeof participant !== 'object' || participant === null) return participant
  return 'toJSON' in participant && typeof participant.toJSON === 'function'
    ? participant.toJSON()
    : participant
}
