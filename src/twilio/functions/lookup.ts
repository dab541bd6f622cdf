import { type Evidence, printInstant } from '../../model/index.js'

/** The part of Twilio's client that Lookup v2 needs. */
export interface LookupClient {
  readonly lookups: {
    readonly v2: {
      phoneNumbers(number: string): {
        fetch(params: { fields: string; lastVerifiedDate?: string }): Promise<{ toJSON(): unknown }>
      }
    }
  }
}

/**
 * Asks about one E.164 number and gives the answer as an evidence item. `known` is when the number
 * was last known to be the customer's (ISO 8601): reassignment is asked since then.
 */
export type Lookup = (number: string, known?: string) => Promise<Evidence>

/** Packages that bear on trust. Each is billed, and some need a carrier's approval (Lookup v2). */
const LOOKUP_FIELDS = ['sim_swap', 'line_type_intelligence'] as const

/**
 * Asks Lookup v2 for the packages named and hands on its answer as it came. A package that Twilio
 * could not fill carries an `error_code` and is read as unknown by the evidence room.
 *
 * By default `sim_swap` and `line_type_intelligence`; `reassigned_number` is asked where it is
 * named, and only with the day since which the number is known.
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
