import { type Evidence, printInstant } from '../../model/index.js'

/** The part of Twilio's client that Lookup v2 needs. */
export interface LookupClient {
  /** As in Twilio's client: Lookup, version 2. */
  readonly lookups: {
    readonly v2: {
      phoneNumbers(number: string): {
        fetch(params: { fields: string; lastVerifiedDate?: string }): Promise<{ toJSON(): unknown }>
      }
    }
  }
}

/**
 * Asks about one E.164 number, and gives the answer as evidence. `known` is the time at which the
 * number was last known to belong to the customer (ISO 8601): Lookup then says whether it was
 * reassigned since.
 */
export type Lookup = (number: string, known?: string) => Promise<Evidence>

/** Packages that change trust. Each is billed, and some need a carrier's approval (Lookup v2). */
const LOOKUP_FIELDS = ['sim_swap', 'line_type_intelligence'] as const

/**
 * Makes the call to Lookup v2 for the packages that are named. It passes the answer on unchanged. A
 * package that Twilio could not fill has an `error_code`, and counts as not known.
 *
 * The default is `sim_swap` and `line_type_intelligence`. `reassigned_number` is asked for only if
 * it is named and the day since which the number is known is given.
 */
export const createLookup =
  (
    client: LookupClient,
    fields: readonly string[] = LOOKUP_FIELDS,
    now: () => number = Date.now,
  ): Lookup =>
  async (number, known) => {
    const answer = await client.lookups.v2.phoneNumbers(number).fetch({
      fields: fields.join(','),
      ...(known !== undefined &&
        fields.includes(REASSIGNED) && { lastVerifiedDate: toLookupDate(known) }),
    })
    return { kind: 'lookup', at: printInstant(now()), result: answer.toJSON() }
  }

/** The package that needs a day to compare with. */
const REASSIGNED = 'reassigned_number'

// Lookup v2 writes days as YYYYMMDD.
const toLookupDate = (day: string): string => day.slice(0, 10).replaceAll('-', '')
