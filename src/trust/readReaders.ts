import { MOST_PARTICIPANTS, type Reason } from '../model/index.js'
import { type Endpoint, readEndpoint, type TrustQuestion } from './boundTo.js'
import { findings, NOTHING, type TrustFindings } from './trustFindings.js'

/** The others who would see a reply, one that cannot be read being `null`; `null` where nobody knows who they are. */
export interface Readers {
  /** A reader that cannot be read counts as a stranger, because it is not known who they are. */
  readonly readers: readonly (Endpoint | null)[] | null
  readonly found: TrustFindings
}

const NOBODY_ELSE: Readers = { readers: [], found: NOTHING }

/**
 * Reads the others who would see a reply. The contact named again is no other. Readers that are not known (`null`) are
 * not nobody, and a roster that cannot be read (no list, or longer than any there is) holds a stranger.
 */
export function readReaders(
  input: unknown,
  { boundTo: { contact }, settings }: TrustQuestion,
): Readers {
  if (input === undefined) return NOBODY_ELSE
  const at = '/readers'
  if (input === null) return { readers: null, found: findings([{ code: 'readers_unknown', at }]) }
  if (!Array.isArray(input) || input.length > MOST_PARTICIPANTS) {
    return { readers: [null], found: findings([{ code: 'malformed', at }]) }
  }
  if (input.length === 0) return NOBODY_ELSE
  const read = Array.from(input, (reader: unknown, index) =>
    readEndpoint(reader, settings, `${at}/${index}`),
  )
  // Named again on the same channel; the same number on another channel may be in other hands.
  const isContact = ({ node, channel }: Endpoint): boolean =>
    node === contact.node && channel.name === contact.channel.name
  return {
    readers: read
      .map((reader) => ('code' in reader ? null : reader))
      .filter((reader) => reader === null || !isContact(reader)),
    found: findings(read.filter((reader): reader is Reason => 'code' in reader)),
  }
}
