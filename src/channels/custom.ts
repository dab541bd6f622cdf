import { fail, ok, printable, type Rank, type Result, splitScheme, weaker } from '../model/index.js'
import type { Channel } from './channel.js'

/** A channel that a policy declares for an address scheme of its own. */
export interface CustomScheme {
  readonly scheme: string
  /** What your adapter asserts of the address; counted as 2 at most. */
  readonly grade: Rank
  readonly session: boolean
}

/** Schemes that name something else in the trust graph or on the web, whatever channels there are. */
export const RESERVED_SCHEMES: readonly string[] = [
  'account',
  'conversation',
  'customer',
  'data',
  'http',
  'https',
  'javascript',
  'mailto',
  'tel',
  'urn',
]

// Behind a scheme of 64 characters and its colon an identity of Twilio's has room for so many.
const ID = printable(190)
const CEILING = 2

/**
 * Describes the channels that a policy declares, `<scheme>:<id>`, as the one channel `custom`.
 *
 * A reserved scheme is never read, so that no declaration can name a phone number or another platform's account.
 * Of several schemes the weakest grade counts; `only` narrows the description to one of them, and then takes its
 * bare ids too. Without declarations (`undefined`) it reads every scheme, at grade 1.
 */
export function describeCustom(
  reserved: ReadonlySet<string>,
  declared?: readonly CustomScheme[],
  only?: string,
): Channel<'custom'> {
  // Without declarations every scheme is read; with an empty list no scheme is.
  const usable = declared?.filter(({ scheme }) => (only ?? scheme) === scheme)
  const isRead = (scheme: string): boolean =>
    !reserved.has(scheme) && (usable?.some((one) => one.scheme === scheme) ?? true)
  return {
    name: 'custom',
    aliases: ['custom_channel'],
    parse: (text) => parseCustom(text, isRead, only),
    print: (address) => address,
    sender: () => 'person',
    node: (address) => address,
    // It is not known which of them it is, so the lowest grade counts.
    grade: weakest(usable),
    session: usable?.every(({ session }) => session) ?? false,
    // Who reads there only the adapter knows.
    readCeiling: 1,
    twilio: { flexFlow: 'custom', address: null, interaction: 'chat', studio: '' },
    examples: {
      valid: ['kiosk:42', 'Kiosk: 42', 'partner.app:user:7'],
      invalid: ['', '42', 'kiosk:', 'tel:+14155550100', 'whatsapp:+14155550100', 'kiosk:a\u0000b'],
    },
  }
}

// Above 2 nothing is asserted of an address by whoever hands it over; a proof is needed for more.
function weakest(declared: readonly CustomScheme[] | undefined): Rank {
  if (declared === undefined) return 1
  return declared.reduce<Rank>((least, { grade }) => weaker(least, grade), CEILING)
}

function parseCustom(
  text: string,
  isRead: (scheme: string) => boolean,
  only: string | undefined,
): Result<string> {
  const { scheme, rest } = splitScheme(text)
  // A bare id is one of the only scheme that is asked for.
  const bare = only !== undefined && scheme !== only
  const known = bare ? only : scheme
  if (known === null) return fail('scheme_missing')
  if (!isRead(known)) return fail('unknown_scheme')
  const id = bare ? text.trim() : rest
  return ID.test(id) ? ok(`${known}:${id}`) : fail('invalid_address')
}
