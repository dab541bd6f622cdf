import { parseIdentifier } from '../../channels/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { fail, isRecord, ok, type Result, withoutAbsent } from '../../model/index.js'
import type { Directory, DirectoryMatch } from './directory.js'

/** The part of Twilio's client that Conversation Memory's profile look-up needs. */
export interface MemoryClient {
  /** As in Twilio's client: Conversation Memory, version 1. */
  readonly memory: {
    readonly v1: {
      lookup(storeId: string): {
        create(identifier: { idType: string; value: string }): Promise<{ toJSON(): unknown }>
      }
    }
  }
}

/** What your own records say about an address of a profile. */
export type OwnRecord = Pick<DirectoryMatch, 'customer' | 'since' | 'confirmed'>

/** Where profiles are looked up, and for which policy. */
export interface MemoryDirectorySettings {
  /** The client of Conversation Memory. */
  readonly client: MemoryClient
  /** The memory store, `mem_store_…`. */
  readonly storeId: string
  /** The policy that decides: Twilio excludes Conversation Memory from HIPAA and PCI workflows. */
  readonly policy: Pick<CompiledPolicy, 'packs'>
  /** The identifier types of the store, if they are not Twilio's `phone` and `email`. */
  readonly idTypes?: { readonly phone: string; readonly email: string }
  /**
   * Finds your own record for a profile, and since when the address is on file there. Without it,
   * or for a profile that it does not know, the profile itself is the record, and it is not known
   * since when.
   */
  readonly recordOf?: (
    profile: string,
    address: string,
    signal: AbortSignal,
  ) => Promise<OwnRecord | null>
}

/** Packs under which Conversation Memory may not be asked (Twilio's own eligibility pages). */
const EXCLUDED = ['hipaa', 'pci']

/** The form of a store's id: a word and 26 characters of base32. */
const STORE = /^mem_(?:store|service)_[0-7][0-9a-z]{25}$/

const PROFILE = /^mem_profile_[0-7][0-9a-z]{25}$/
// More than any person has; what names more is a number of everybody's.
const MOST_PROFILES = 100

/**
 * A directory of the profiles of Twilio's Conversation Memory
 * (https://www.twilio.com/docs/api/memory/v1/retrieval).
 *
 * It trusts them as little as Twilio's documents say: anybody who writes gets a profile,
 * identifiers are added and profiles merged by rules and by what is said in conversations, and the
 * answer does not say when or how. So a match is `on_file` at most, for an unknown time unless your
 * own records say since when, and no code is ever sent to an address that only Memory knows. An
 * answer about another identifier than the one asked for counts as not known, and so does an answer
 * in another form. It is refused for a policy with the pack `hipaa` or `pci`.
 */
export function memoryDirectory(settings: MemoryDirectorySettings): Result<Directory> {
  if (EXCLUDED.some((pack) => settings.policy.packs.includes(pack)))
    return fail('memory_excluded', 'policy.packs')
  if (!STORE.test(settings.storeId)) return fail('invalid_sid', 'storeId')
  return ok({
    find: (address, signal) => findProfiles(settings, address, signal),
    reach: () => Promise.resolve(null),
  })
}

async function findProfiles(
  settings: MemoryDirectorySettings,
  address: string,
  signal: AbortSignal,
): Promise<readonly DirectoryMatch[]> {
  const node = parseIdentifier(address)
  const [idType, value] = identifierOf(node, settings.idTypes)
  // Memory keeps numbers and mailboxes: nobody is on file there by anything else.
  if (node === null || idType === null) return []
  const profilesIn = settings.client.memory.v1.lookup(settings.storeId)
  const answer = await profilesIn.create({ idType, value })
  const profiles = profilesOf(answer.toJSON(), node)
  if (profiles === null) throw new TypeError('directory_failed')
  return Promise.all(profiles.map((profile) => matchOf(settings, profile, value, signal)))
}

/**
 * Gives how Memory calls an identifier's kind, and its value: `tel:+14155550100` -> `['phone',
 * '+14155550100']`.
 */
function identifierOf(
  node: string | null,
  idTypes: MemoryDirectorySettings['idTypes'],
): readonly [string | null, string] {
  const { phone, email } = idTypes ?? { phone: 'phone', email: 'email' }
  if (node?.startsWith('tel:')) return [phone, node.slice('tel:'.length)]
  if (node?.startsWith('mailto:')) return [email, node.slice('mailto:'.length)]
  return [null, '']
}

/**
 * The profiles of an answer about the very identifier that was asked; `null` where that cannot be
 * told.
 */
function profilesOf(answer: unknown, asked: string): readonly string[] | null {
  if (!isRecord(answer)) return null
  const { normalizedValue, profiles } = answer
  if (typeof normalizedValue !== 'string' || parseIdentifier(normalizedValue) !== asked) return null
  if (!Array.isArray(profiles) || profiles.length > MOST_PROFILES) return null
  const ids = profiles.filter((id): id is string => typeof id === 'string' && PROFILE.test(id))
  return ids.length === profiles.length ? [...new Set(ids)] : null
}

/**
 * Makes a match of a profile: your own record behind it where there is one, else the profile
 * itself.
 */
async function matchOf(
  { recordOf }: MemoryDirectorySettings,
  profile: string,
  address: string,
  signal: AbortSignal,
): Promise<DirectoryMatch> {
  const own = await recordOf?.(profile, address, signal)
  // A profile that is nobody's record of ours stays a record of its own: left out, a second one
  // would look like the only one.
  const { customer, since, confirmed } = own ?? { customer: profile }
  return {
    customer,
    basis: 'on_file',
    ...withoutAbsent({ since, confirmed }),
  }
}
