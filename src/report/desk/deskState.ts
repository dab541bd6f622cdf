import { isEvidence, isRecord } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'

/** What is on the desk: an engagement as a test row gives it, and a message to redact. */
export interface DeskState {
  /** The engagement. */
  readonly given: GivenDocument
  /** The message that is shown as each audience sees it. */
  readonly message: string
}

/** A message with a number and a card number of the published sample kind. */
export const SAMPLE_MESSAGE =
  'Hi, Ada here. Call me on +1 415 555 0100. My card is 4111 1111 1111 1111.'

/** Begins the fragment of a link, so that other fragments of the page are not taken for a state. */
const PREFIX = '#desk='
/**
 * In characters. A link of this length is longer than anybody makes by hand, and still
 * quick to read.
 */
const LONGEST = 65_536

/** Writes a state as the fragment of a link: it never leaves the browser. */
export const printLink = (state: DeskState): string =>
  `${PREFIX}${encodeURIComponent(JSON.stringify([state.given, state.message]))}`

/** Reads a state from the fragment of a link; `null` for anything that is none. */
export function readLink(fragment: string): DeskState | null {
  if (!fragment.startsWith(PREFIX) || fragment.length > LONGEST) return null
  try {
    const [given, message]: readonly unknown[] = JSON.parse(
      decodeURIComponent(fragment.slice(PREFIX.length)),
    )
    const read = readGiven(given)
    return read === null || typeof message !== 'string' ? null : { given: read, message }
  } catch {
    return null
  }
}

/**
 * Reads what a test row gives; a part of the wrong form is left out, and without a contact there is nothing. Readers who
 * cannot be read are not known, which is not nobody.
 */
export function readGiven(value: unknown): GivenDocument | null {
  if (!isRecord(value)) return null
  const { channel, address, epoch, claims, intent, context } = value
  if (typeof channel !== 'string' || typeof address !== 'string') return null
  const texts = Object.fromEntries(
    ['to', 'at', 'conversation', 'message', 'subject'].flatMap((key) => {
      const text = value[key]
      return typeof text === 'string' ? [[key, text] as const] : []
    }),
  )
  const evidence = listOf(value['evidence']).filter(isEvidence)
  const readers = readReaders(value['readers'])
  return {
    channel,
    address,
    ...texts,
    ...(typeof epoch === 'number' && { epoch }),
    ...((readers === null || readers.length > 0) && { readers }),
    ...(isRecord(claims) && { claims }),
    ...(evidence.length > 0 && { evidence }),
    ...(isRecord(intent) && { intent: readIntent(intent) }),
    ...(isRecord(context) && { context: readContext(context) }),
  }
}

/** Gives a list; anything else is an empty one. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * Reads who else would see a reply. None named is nobody; `null` where one of them cannot
 * be read, for then it is not known who reads.
 */
function readReaders(value: unknown): NonNullable<GivenDocument['readers']> | null {
  if (value === undefined) return []
  const readers = listOf(value).filter(isContact)
  return Array.isArray(value) && readers.length === value.length ? readers : null
}

const isText = (value: unknown): value is string => typeof value === 'string'

const isContact = (value: unknown): value is { channel: string; address: string } =>
  isRecord(value) && typeof value['channel'] === 'string' && typeof value['address'] === 'string'

/** Reads what they ask for; what is empty is left out. */
function readIntent(
  intent: Readonly<Record<string, unknown>>,
): NonNullable<GivenDocument['intent']> {
  const { amount, payee, currency } = intent
  const classes = listOf(intent['classes']).filter(isText)
  const actions = listOf(intent['actions']).filter(isText)
  return {
    ...(classes.length > 0 && { classes }),
    ...(actions.length > 0 && { actions }),
    ...(isText(amount) && { amount }),
    ...(isText(payee) && { payee }),
    ...(isText(currency) && { currency }),
  }
}

/** Reads facts of the business; what is no value of a fact is left out. */
const readContext = (
  context: Readonly<Record<string, unknown>>,
): NonNullable<GivenDocument['context']> =>
  Object.fromEntries(
    Object.entries(context).flatMap(([key, value]) =>
      isText(value) || typeof value === 'number' || typeof value === 'boolean'
        ? [[key, value] as const]
        : [],
    ),
  )
