/** A thing of an account, by what it goes by. */
export interface AccountThing {
  /** Two letters and 32 digits, as Twilio gives it. */
  readonly sid: string
  /** Its unique name where it has one, else its friendly name. */
  readonly name: string
}

/** What is looked for in an account: where it stands in the map, what it goes by, and how one is made. */
export interface WantedThing {
  /** Its place in the map, such as `queues/care`. */
  readonly at: string
  readonly name: string
  /** The SID that the map has for it already, which stays while the account knows it. */
  readonly known?: string
  /** Lists what the account has of this kind. */
  readonly list: () => Promise<readonly AccountThing[]>
  /** Left out where it is not for this command to make. */
  readonly make?: () => Promise<{ readonly sid: string }>
}

/** The result of the search for one thing. */
export interface SidOutcome {
  /** Its place in the map. */
  readonly at: string
  readonly name: string
  /** `ambiguous`: several have this name. `refused`: Twilio did not answer, or not with a list. */
  readonly outcome: 'found' | 'made' | 'missing' | 'ambiguous' | 'refused'
  /** The SID; `null` where it is not known. */
  readonly sid: string | null
}

/**
 * Finds one thing of an account by its name, and makes it where it is missing and may be made, so that a second call
 * makes nothing. Two things of one name are not told apart by a guess.
 */
export async function findThing(thing: WantedThing, create: boolean): Promise<SidOutcome> {
  const { at, name, known, list, make } = thing
  const answer = (outcome: SidOutcome['outcome'], sid: string | null = null): SidOutcome => ({
    at,
    name,
    outcome,
    sid,
  })
  try {
    const there = await list()
    if (known !== undefined && there.some(({ sid }) => sid === known)) return answer('found', known)
    const [first, ...others] = there.filter((each) => each.name === name)
    if (others.length > 0) return answer('ambiguous')
    if (first !== undefined) return answer('found', first.sid)
    if (!create || make === undefined) return answer('missing')
    return answer('made', (await make()).sid)
  } catch {
    // What Twilio says may repeat what it was sent, so its words are left out.
    return answer('refused')
  }
}
