import webhooks from 'twilio/lib/webhooks/webhooks.js'
import type { CallParameters } from './formParameters.js'

/** What Twilio signed, as it arrived. */
export interface SignedCall {
  /** The public URL that Twilio called, with its query. */
  readonly url: string
  /** `X-Twilio-Signature`. */
  readonly signature: string
  /** The form's parameters, or the text of a JSON body. */
  readonly content: { readonly form: CallParameters } | { readonly json: string }
}

// SHA-256 in hex, as Twilio writes it into the query of a call with a JSON body.
const SHA256 = /^[0-9a-f]{64}$/i

/**
 * Tells whether Twilio made a call, by the algorithm of its own library: HMAC-SHA1 over the URL and
 * the sorted parameters, or over the URL that carries the body's SHA-256. An apostrophe in the
 * query counts in both spellings, for `Request` rewrites it. Any of several tokens will do, so that
 * a token can be rotated. Total: a URL that cannot be read, a hash given twice or none at all is no
 * signature.
 *
 * Two things it cannot tell (Twilio, Webhooks security): a repeat, for nothing in it is a time; and
 * where one parameter's value ends and the next one's name begins, for they are joined without a
 * separator.
 */
export function checkSignature(tokens: readonly string[], call: SignedCall): boolean {
  if (call.signature === '' || !URL.canParse(call.url)) return false
  const spellings = new Set([call.url, call.url.replaceAll('%27', "'")])
  return [...spellings].some((url) =>
    tokens.some((token) => token !== '' && isSignedWith(token, { ...call, url })),
  )
}

/**
 * Checks one spelling of the URL with one token. A JSON body is signed by its digest in the query
 * (`bodySHA256`): given twice, two readers could look at different ones.
 */
function isSignedWith(token: string, { url, signature, content }: SignedCall): boolean {
  if ('form' in content) {
    return webhooks.validateRequest(token, signature, url, { ...content.form })
  }
  const [hash, ...more] = new URL(url).searchParams.getAll('bodySHA256')
  if (hash === undefined || !SHA256.test(hash) || more.length > 0) return false
  return webhooks.validateRequestWithBody(token, signature, url, content.json)
}
