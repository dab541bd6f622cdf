/** How to find the public URL that Twilio called, behind a proxy. */
export type PublicUrl =
  /** The request's own URL is the public one. */
  | { readonly from: 'request' }
  /**
   * The public origin is fixed, such as `https://hooks.example.com`; path and query are the
   * request's.
   */
  | { readonly from: 'origin'; readonly origin: string }
  /** The whole URL is fixed as configured in Twilio; the request adds only its query. */
  | { readonly from: 'url'; readonly url: string }
  /** The nearest proxy is yours and overwrites `x-forwarded-proto` and `x-forwarded-host`. */
  | { readonly from: 'forwarded' }

/**
 * Gives the URL that Twilio called and signed. Forwarded headers count only where the settings say
 * that your own proxy writes them; the first value of each is taken, and what is no host or scheme
 * leaves the request's own.
 */
export function publicUrlOf(url: string, headers: Headers, known: PublicUrl): string {
  const { pathAndQuery, query } = partsOf(url)
  switch (known.from) {
    case 'request':
      return url
    case 'origin':
      return `${known.origin.replace(LAST_SLASH, '')}${pathAndQuery}`
    case 'url':
      return known.url.includes('?') ? known.url : `${known.url}${query}`
    case 'forwarded':
      return `${forwardedOrigin(url, headers)}${pathAndQuery}`
  }
}

// An origin may be written with a slash at its end; the path begins with one.
const LAST_SLASH = /\/$/

// Cut as text, so that path and query keep the very characters that were signed.
function partsOf(url: string): { readonly pathAndQuery: string; readonly query: string } {
  const path = url.indexOf('/', url.indexOf('//') + 2)
  const pathAndQuery = path === -1 ? '/' : url.slice(path)
  const mark = pathAndQuery.indexOf('?')
  return { pathAndQuery, query: mark === -1 ? '' : pathAndQuery.slice(mark) }
}

// A host name, or an address of version 6 in brackets, with an optional port: RFC 3986 §3.2,
// without user information and without escapes, which no host that is asked for carries.
const HOST = /^(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/

/** Tells whether text is a host with an optional port, and nothing more. */
export const isHost = (text: string): boolean => HOST.test(text) && URL.canParse(`http://${text}`)

/** Gives scheme and host as the nearest proxy says them; the request's own for what is neither. */
function forwardedOrigin(url: string, headers: Headers): string {
  if (!URL.canParse(url)) return ''
  const own = new URL(url)
  const scheme = firstOf(headers.get('x-forwarded-proto'))
  const host = firstOf(headers.get('x-forwarded-host'))
  const isScheme = scheme === 'https' || scheme === 'http'
  return `${isScheme ? scheme : own.protocol.slice(0, -1)}://${isHost(host) ? host : own.host}`
}

/** Of `https, http` the first: what the outermost proxy saw. */
const firstOf = (header: string | null): string => header?.split(',')[0]?.trim() ?? ''
