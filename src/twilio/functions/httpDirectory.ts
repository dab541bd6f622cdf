import { isRecord } from '../../model/index.js'
import { A_PART, type Directory, type DirectoryMatch, readMatches } from './directory.js'
import { readBodyText } from './readBodyText.js'
import { parseJson, textOf } from './readField.js'

/** Where the CRM answers. */
export interface HttpDirectorySettings {
  /**
   * Answers `POST {"address"}` or `{"account"}` with `{"matches": [{customer, basis, since,
   * confirmed, origin}]}`: all of them, and nothing beside the list.
   */
  readonly find: string
  /** Answers `POST {"customer", "by"}` with `{"address": "…"}`, or `null` where there is none. */
  readonly reach: string
  /** Sent with every request, such as `authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

// RFC 8288: a page tells of the next one in a header, `</find?page=2>; rel="next"`.
const NEXT = /^\s*rel\s*=.*\bnext\b/i
const namesNext = (link: string): boolean => link.split(/[;,]/).some((one) => NEXT.test(one))
// A customer has a handful of records; a longer answer is not one.
const LIMIT = 65_536

/**
 * A directory behind HTTP. Addresses are sent in bodies, never in URLs, because proxies and logs
 * keep URLs (OWASP ASVS 5.0 §14.2.1). For a status other than 200, an answer that is not JSON or is
 * too long, or a redirect, it throws, so the answer is not known. That is never "no match".
 *
 * An answer that says more than its matches, such as `next_page_uri`, `has_more` or `totalSize`, or
 * has a `Link` to the next page, may be the first page of several. It is not known either
 * (`directory_partial`), because a second customer may have the same address.
 */
export function httpDirectory(settings: HttpDirectorySettings): Directory {
  const ask = async (url: string, body: unknown, signal: AbortSignal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...settings.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    })
    const text = await readBodyText(response.body, LIMIT)
    if (response.status !== 200 || text === null) throw new TypeError('directory_failed')
    return { answer: parseJson(text), isPage: namesNext(response.headers.get('link') ?? '') }
  }
  // An answer of another form is thrown: to be read as "no match" it would have to say so.
  const match = async (query: unknown, signal: AbortSignal): Promise<readonly DirectoryMatch[]> => {
    const { answer, isPage } = await ask(settings.find, query, signal)
    const { matches: given, ...more } = isRecord(answer) ? answer : {}
    const matches = readMatches(given)
    if (matches === null) throw new TypeError('directory_failed')
    if (isPage || Object.values(more).some((one) => one !== null)) throw new TypeError(A_PART)
    return matches
  }
  return {
    find: (address, signal) => match({ address }, signal),
    findAccount: (account, signal) => match({ account }, signal),
    reach: async (customer, by, signal) =>
      textOf((await ask(settings.reach, { customer, by }, signal)).answer, 'address') ?? null,
  }
}
