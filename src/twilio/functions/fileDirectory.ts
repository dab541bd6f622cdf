import { parseIdentifier } from '../../channels/index.js'
import { accountNode } from '../../evidence/index.js'
import { fail, isRecord, ok, type Result } from '../../model/index.js'
import { type Account, type Directory, type DirectoryMatch, readMatches } from './directory.js'
import { textOf } from './readField.js'

/** Something a customer has on file: an address, or a login account. */
interface OnFile {
  /** What it is found by. */
  readonly name: string
  /** As it is written to; empty for an account. */
  readonly address: string
  /** What the directory says of it. */
  readonly match: DirectoryMatch
}

/**
 * A directory from a list of customers: `[{"customer", "addresses": [{"address", "basis", "since",
 * "confirmed"}]}]`. `account: {"issuer", "subject"}` may stand in place of `address`. Numbers are
 * E.164 text. A code is never sent to an address with the basis `claimed`.
 *
 * It refuses an entry that does not have this form, and an address by which nobody could be found.
 * It names the place (`/3/addresses/0`), never the value. Codes: `invalid_type`,
 * `invalid_customer`, `invalid_address`.
 *
 * @example
 * ```ts
 * const directory = fileDirectory([
 *   {
 *     customer: 'C-1',
 *     addresses: [{ address: '+14155550100', basis: 'on_file', since: '2024-05-01T00:00:00Z' }],
 *   },
 * ])
 * ```
 */
export function fileDirectory(customers: unknown): Result<Directory> {
  if (!Array.isArray(customers)) return fail('invalid_type', '')
  const files: OnFile[] = []
  for (const [index, customer] of customers.entries()) {
    const read = readCustomer(customer, `/${index}`)
    if (!read.ok) return read
    files.push(...read.value)
  }
  const byName = new Map<string, readonly DirectoryMatch[]>()
  for (const { name, match } of files) byName.set(name, [...(byName.get(name) ?? []), match])
  const matchesOf = (name: string) => Promise.resolve(byName.get(name) ?? [])
  return ok({
    find: (address) => matchesOf(nameOf(address)),
    findAccount: (account) => matchesOf(nameOfAccount(account)),
    reach: (customer, by) => Promise.resolve(reachOf(files, customer, by)),
  })
}

/**
 * Gives where a code may go: the first address of this kind that the customer did not merely claim.
 */
const reachOf = (files: readonly OnFile[], customer: string, by: 'phone' | 'email') =>
  files.find(
    ({ name, match }) =>
      match.customer === customer &&
      match.basis !== 'claimed' &&
      name.startsWith(by === 'email' ? 'mailto:' : 'tel:'),
  )?.address ?? null

/** Reads one customer with all their addresses, or names the first that is none. */
function readCustomer(value: unknown, place: string): Result<readonly OnFile[]> {
  const customer = textOf(value, 'customer')
  const addresses = isRecord(value) ? value['addresses'] : undefined
  if (customer === undefined || !Array.isArray(addresses)) return fail('invalid_customer', place)
  const files: OnFile[] = []
  for (const [index, entry] of addresses.entries()) {
    const file = isRecord(entry) ? readOnFile({ ...entry, customer }) : null
    if (file === null) return fail('invalid_address', `${place}/addresses/${index}`)
    files.push(file)
  }
  return ok(files)
}

/** Reads one address or account; `null` for what is neither. */
function readOnFile(entry: Readonly<Record<string, unknown>>): OnFile | null {
  const [match] = readMatches([entry]) ?? []
  if (match === undefined) return null
  const address = textOf(entry, 'address')
  if (address !== undefined) {
    // Nobody is ever looked up by what is no identifier, such as a number without its country: the
    // row would say nothing, and its customer would look like a stranger.
    const name = parseIdentifier(address)
    return name === null ? null : { name, address: address.trim(), match }
  }
  const issuer = textOf(entry['account'], 'issuer')
  const subject = textOf(entry['account'], 'subject')
  if (issuer === undefined || subject === undefined) return null
  return { name: nameOfAccount({ issuer, subject }), address: '', match }
}

// Named as the trust graph names it, so that `whatsapp:+1415…` and `+1 415 …` are one number; what
// is no identifier is compared as it stands.
const nameOf = (address: string): string => parseIdentifier(address) ?? address.trim()

/** Named as the trust graph names it: an account is told by its issuer and subject together. */
const nameOfAccount = ({ issuer, subject }: Account): string => accountNode(issuer, subject)
