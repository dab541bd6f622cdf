import { type CustomScheme, channelOf } from '../../channels/index.js'
import { isE164 } from '../../identifiers/index.js'
import {
  type Engagement,
  type Evidence,
  fail,
  type Instant,
  type NodeId,
  ok,
  printInstant,
  type Reason,
  type Result,
} from '../../model/index.js'
import {
  A_PART,
  type Account,
  type Directory,
  type DirectoryMatch,
  readMatches,
} from './directory.js'
import { issueCode } from './issueCode.js'
import type { Lookup } from './lookup.js'
import { textOf } from './readField.js'
import { addressOf } from './verifyTarget.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** Whom to ask, and for how long. */
export interface EvidenceSources {
  /** Where it is asked whom an address belongs to; absent, nobody is asked. */
  readonly directory?: Directory
  /** What Twilio says of a number's risks; absent, each of them is unknown. */
  readonly lookup?: Lookup
  /** Milliseconds for all questions together, which are asked at once. */
  readonly budget: number
}

/** What was learnt, and what could not be. */
export interface GatheredEvidence {
  /**
   * One item for each question to the directory, answered or not, and one for each number looked
   * up.
   */
  readonly evidence: readonly Evidence[]
  /**
   * `directory_late`, `directory_failed`, `directory_partial`, `lookup_late`, `lookup_failed`, each
   * once.
   */
  readonly reasons: readonly Reason[]
}

/** When it is asked, which channels are the business's own, and how long the whole call has. */
interface GatherTerms {
  /** When it is asked. */
  readonly at: Instant
  /** The policy's own channels. */
  readonly custom: readonly CustomScheme[]
  /** What the whole call has left. */
  readonly whole?: Deadline
}

// The contact and what was proved beside it; more is not a conversation with one person.
const MOST = 4

/**
 * Asks the directory and Lookup about the contact's address, what the platform names beside it, and
 * what the ledger proves control of, all at once within one budget. What is late or fails is
 * unknown, which is said: a dip that did not come back could have found a conflict, so it goes on
 * as evidence of its own. Nothing the person only says is asked about.
 */
export async function gatherEvidence(
  engagement: Engagement,
  also: readonly NodeId[],
  sources: EvidenceSources,
  { at, custom, whole }: GatherTerms,
): Promise<GatheredEvidence> {
  const { directory, lookup, budget } = sources
  const addresses = addressesOf(engagement, also, custom)
  const dips = directory === undefined ? [] : dipsOf(directory, addresses, accountsOf(engagement))
  // All begun before any is waited for: together they take as long as the slowest.
  const answers = dips.map(({ ask }) => askWithin(ask, budget, whole))
  // Twilio looks up telephone numbers alone, and is paid for each.
  const numbers = lookup === undefined ? [] : addresses.filter(isE164)
  const [dipped, looked] = await Promise.all([
    Promise.all(answers),
    Promise.all(
      numbers.map((number) =>
        withinBudget(
          budget,
          async (part) => {
            // Half the time at most for the date, so that a late directory does not make Lookup
            // late.
            const known = await withinBudget(part.left() / 2, () =>
              knownSince(answers[addresses.indexOf(number)]),
            )
            return lookup?.(number, known.ok ? known.value : undefined)
          },
          whole,
        ),
      ),
    ),
  ])
  return {
    evidence: [
      ...dipped.flatMap((matches, index) => itemOf(dips[index]?.query, matches, at)),
      ...looked.flatMap((item) => (item.ok && item.value !== undefined ? [item.value] : [])),
    ],
    reasons: [...reasonsOf('directory', dipped), ...reasonsOf('lookup', looked)],
  }
}

/**
 * When a number was last known to be its customer's; unknown where it is on file for none or for
 * several.
 */
async function knownSince(
  answer: Promise<Result<readonly DirectoryMatch[]>> | undefined,
): Promise<string | undefined> {
  // Whose date it would be is not known where several have the number.
  const found = await answer
  const [match, ...others] = found?.ok ? found.value : []
  return others.length > 0 ? undefined : (match?.confirmed ?? match?.since)
}

/** Asks the directory, in time; of what it throws only that it gave a part is told. */
async function askWithin(
  ask: DirectoryDip['ask'],
  budget: number,
  whole: Deadline | undefined,
): Promise<Result<readonly DirectoryMatch[]>> {
  const asked = await withinBudget(
    budget,
    ({ signal }) =>
      ask(signal).then(ok, (error: unknown) => {
        if (textOf(error, 'message') !== A_PART) throw error
        return fail(A_PART)
      }),
    whole,
  )
  return asked.ok ? asked.value : asked
}

/** One question to the directory. */
interface DirectoryDip {
  /** What was asked about: an address, or an account. */
  readonly query: unknown
  /** Asks, and throws where the answer is no list of matches. */
  readonly ask: (signal: AbortSignal) => Promise<readonly DirectoryMatch[]>
}

// Each question keeps what it was about, which the item that it becomes has to say.
const dipsOf = (
  directory: Directory,
  addresses: readonly string[],
  accounts: readonly Account[],
): readonly DirectoryDip[] => [
  ...addresses.map((address) => ({
    query: { address },
    ask: async (signal: AbortSignal) => checked(await directory.find(address, signal)),
  })),
  ...accounts.map((account) => ({
    query: { account },
    ask: async (signal: AbortSignal) =>
      directory.findAccount === undefined
        ? []
        : checked(await directory.findAccount(account, signal)),
  })),
]

/**
 * An answer that is no list of matches counts as no answer, because an empty list would say that
 * nobody else has the address.
 */
function checked(answer: unknown): readonly DirectoryMatch[] {
  const matches = readMatches(answer)
  if (matches === null) throw new TypeError('directory_failed')
  return matches
}

/**
 * Makes the item that a dip becomes; one that failed says so in place of the matches, since it may
 * have found a conflict.
 */
const itemOf = (
  query: unknown,
  matches: Result<readonly DirectoryMatch[]>,
  at: Instant,
): readonly Evidence[] => [
  {
    kind: 'directory',
    at: printInstant(at),
    query,
    ...(matches.ok ? { matches: matches.value } : { error: issueCode(matches) }),
  },
]

// Told once for each source: which of several questions was late says nothing that helps.
const reasonsOf = (source: string, results: readonly Result<unknown>[]): readonly Reason[] =>
  [
    ...new Set(
      results.filter((result) => !result.ok).map((result) => `${source}_${issueCode(result)}`),
    ),
  ].map((code) => ({ code }))

/**
 * Lists whom to ask about: who writes, what the platform names beside them, and what was proved;
 * never what they only say.
 */
function addressesOf(
  engagement: Engagement,
  also: readonly NodeId[],
  custom: readonly CustomScheme[],
): readonly string[] {
  const { contact, evidence = [] } = engagement
  const channel = channelOf(contact, custom)
  // A short code is a business's, and on file for nobody.
  const own =
    channel?.sender(contact.address) === 'person' ? [addressOf(channel.node(contact.address))] : []
  // Where a code went, and where an agent called back.
  const proved = evidence
    .map((item) => textOf(item['result'], 'to') ?? textOf(item, 'address'))
    .filter((to) => to !== undefined)
  return [...new Set([...own, ...also.map(addressOf), ...proved])].slice(0, MOST)
}

/**
 * Accounts of sessions that name no record. An account without its issuer is somebody else at every
 * issuer, so it is not asked about.
 */
const accountsOf = ({ evidence = [] }: Engagement): readonly Account[] =>
  evidence
    .filter((item) => item.kind === 'session' && textOf(item, 'customer') === undefined)
    .flatMap((item) => {
      const issuer = textOf(item, 'issuer')
      const subject = textOf(item, 'subject')
      return issuer === undefined || subject === undefined ? [] : [{ issuer, subject }]
    })
    .slice(0, MOST)
