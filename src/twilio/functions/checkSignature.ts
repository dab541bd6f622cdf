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
 * Tells whether Twilio made a call. It uses the algorithm of Twilio's own library: HMAC-SHA1 over
 * the URL and the sorted parameters, or over the URL that holds the SHA-256 of the body. An
 * apostrophe in the query counts in both spellings, because `Request` rewrites it. With several
 * tokens, one match is enough, so that a token can be rotated; one that is not set signs nothing. It
 * never throws: a URL that cannot be read, a hash that is given twice, or no hash, is no signature.
 *
 * Two things it cannot tell (Twilio, Webhooks security): whether the call is a repeat, because the
 * signature holds no time; and where the value of one parameter ends and the name of the next
 * begins, because they are joined without a separator.
 */
export function checkSignature(tokens: readonly string[], call: SignedCall): boolean {
  if (call.signature === '' || !URL.canParse(call.url)) return false
  const spellings = new Set([call.url, call.url.replaceAll('%27', "'")])
  return [...spellings].some((url) =>
    tokens.some((token) => (token ? isSignedWith(token, { ...call, url }) : false)),
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
