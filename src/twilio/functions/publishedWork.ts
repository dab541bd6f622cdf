import { isRecord, isSid } from '../../model/index.js'
import type { PublishedClient } from './publishedClient.js'
import type { PublishedRecord, PublishedRedactorSettings } from './publishedSettings.js'
import { textOf } from './readField.js'
import { type RedactorAnswer, withheldAttributes } from './redactorAnswer.js'
import { answerRedactorCall } from './redactorWork.js'
import type { WebhookCall } from './webhookCall.js'
import { type Deadline, withinBudget } from './withinBudget.js'

// The longest body that Twilio takes in a change, in characters (Conversations, Message resource).
const LONGEST_BODY = 1_600

// A message that Twilio tells of after it was published is looked at like one before.
const BEFORE: ReadonlyMap<string, string> = new Map([
  ['onmessageadded', 'onMessageAdd'],
  ['onmessageupdated', 'onMessageUpdate'],
])

const LEFT: PublishedRecord = { outcome: 'left', reasons: [], redacted: [] }
const failed = (reason: string): PublishedRecord => ({
  outcome: 'failed',
  reasons: [reason],
  redacted: [],
})

type OneConversation = ReturnType<PublishedClient['conversations']['v1']['conversations']>
type PublishedMessage = ReturnType<OneConversation['messages']>

/** Redacts a message that was published, as the settings say. Throws where Twilio did not do it, so that it tries again. */
export async function redactPublished(
  call: WebhookCall,
  settings: PublishedRedactorSettings,
  deadline: Deadline,
): Promise<unknown> {
  const fields: unknown = call.type === 'form' ? call.parameters : call.json
  const EventType = BEFORE.get(textOf(fields, 'EventType')?.toLowerCase() ?? '')
  if (EventType === undefined) return {}
  const conversation = textOf(fields, 'ConversationSid') ?? ''
  const id = textOf(fields, 'MessageSid') ?? ''
  if (!isSid(conversation, 'CH') || !isSid(id, 'IM'))
    return tell(settings, failed('message_unknown'))
  const done = await withinBudget(
    deadline.left(),
    async (part) => {
      const message = settings.client.conversations.v1.conversations(conversation).messages(id)
      const now = await read(message)
      if (now === null) return LEFT
      const json = { ...(isRecord(fields) ? fields : {}), ...now, EventType }
      const given = { call: { type: 'json', json }, delivery: id, memory: 'published' } as const
      const { record: _, ...told } = settings
      const redacted = await answerRedactorCall(given, told, part)
      // Answered as not done meanwhile: the next try does it.
      return part.signal.aborted ? null : write(message, redacted)
    },
    deadline,
  )
  return tell(settings, (done.ok ? done.value : null) ?? failed('message_not_rewritten'))
}

/** Gives what a message holds now; `null` where somebody removed it. */
async function read(message: PublishedMessage): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const { body, attributes, media } = await message.fetch()
    return { Body: body ?? '', Attributes: attributes ?? '', Media: media }
  } catch (error) {
    if (isRecord(error) && error['status'] === 404) return null
    throw error
  }
}

/** Writes what may be seen of a message in its place, and removes one that holds more than can be rewritten. */
async function write(
  message: PublishedMessage,
  { answer, record: { outcome, reasons, redacted } }: RedactorAnswer,
): Promise<PublishedRecord> {
  if (outcome === 'left') return LEFT
  if (outcome === 'refused') {
    await message.remove()
    return { outcome: 'removed', reasons, redacted }
  }
  const body = textOf(answer, 'body')
  const isCut = body !== undefined && body.length > LONGEST_BODY
  const codes = isCut ? [...reasons, 'message_cut'] : reasons
  const attributes = isCut ? withheldAttributes(codes) : textOf(answer, 'attributes')
  await message.update({
    ...(body !== undefined && { body: body.slice(0, LONGEST_BODY) }),
    ...(attributes !== undefined && { attributes }),
  })
  return { outcome, reasons: codes, redacted }
}

function tell({ record }: PublishedRedactorSettings, told: PublishedRecord): unknown {
  try {
    record?.(told)
  } catch {
    // Whoever cannot keep a record keeps nobody from an answer.
  }
  if (told.outcome === 'failed') throw new TypeError('message_not_rewritten')
  return {}
}
