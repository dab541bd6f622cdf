import { parseIdentifier } from '../../channels/index.js'
import { fail, ok, type Result } from '../../model/result.js'
import { type Directory, type DirectoryMatch, readMatches } from './directory.js'
import { isRecord, textOf } from './isRecord.js'

/** An address a customer has on file. */
interface OnFile {
  readonly name: string
  readonly address: string
  readonly match: DirectoryMatch
}

/**
 * A directory from a file of customers: `[{"customer", "addresses": [{"address", "basis", "since", "confirmed"}]}]`.
 * Numbers are E.164 text. A code is only ever sent to an address whose basis is not `claimed`.
 *
 * Refused with the place (`/3/addresses/0`), never the value: what is not of that form.
 */
export function fileDirectory(customers: unknown): Result<Directory> {
  if (!Array.isArray(customers)) return fail('invalid_type', '')
  const files: OnFile[] = []
  for (const [index, customer] of customers.entries()) {
    const read = readCustomer(customer, `/${index}`)
    if (!read.ok) return read
    files.push(...read.value)
  }
  return ok({
    find: (address) => Promise.resolve(matchesOf(files, address)),
    reach: (customer, by) => Promise.resolve(reachOf(files, customer, by)),
  })
}

const matchesOf = (files: readonly OnFile[], address: string): readonly DirectoryMatch[] =>
  files.filter((file) => file.name === nameOf(address)).map((file) => file.match)

const reachOf = (files: readonly OnFile[], customer: string, by: 'phone' | 'email') =>
  files.find(
    ({ name, match }) =>
      match.customer === customer &&
      match.basis !== 'claimed' &&
      name.startsWith(by === 'email' ? 'mailto:' : 'tel:'),
  )?.address ?? null

function readCustomer(value: unknown, place: string): Result<readonly OnFile[]> {
  const customer = textOf(value, 'customer')
  const addresses = isRecord(value) ? value['addresses'] : undefined
  if (customer === undefined || !Array.isArray(addresses)) return fail('invalid_customer', place)
  const files: OnFile[] = []
  for (const [index, entry] of addresses.entries()) {
    const address = textOf(entry, 'address')
    const [match] = readMatches([isRecord(entry) ? { ...entry, customer } : entry]) ?? []
    if (address === undefined || match === undefined) {
      return fail('invalid_address', `${place}/addresses/${index}`)
    }
    files.push({ name: nameOf(address), address: address.trim(), match })
  }
  return ok(files)
}

// Named as the trust graph names it, so that `whatsapp:+1415…` and `+1 415 …` are one number; what is no identifier
// is compared as it stands.
const nameOf = (address: string): string => parseIdentifier(address) ?? address.trim()
