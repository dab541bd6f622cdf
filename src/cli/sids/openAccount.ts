import type { Twilio } from 'twilio'
import { fail, isSid, ok, type Result } from '../../model/index.js'

/** Twilio's client for one account, under the name that says what it stands for here. */
export type TwilioAccount = Twilio

/** Names and values, as a process or a `.env` file has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the lines of a `.env` file: `NAME=value`, quoted or not; anything else is left out. */
export const readEnvironment = (text: string): Environment =>
  Object.fromEntries(
    text.split(/\r?\n/).flatMap((line) => {
      // Quotes are taken off where both ends have the same one.
      const [, name, value = ''] = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
      return name === undefined ? [] : [[name, value.replace(/^(["'])(.*)\1$/, '$2')]]
    }),
  )

/**
 * Opens Twilio's client for the account that the environment names, under the words of Twilio's runtime or of its
 * command line. Where `TWILIO_API` is set, its calls go there instead.
 */
export async function openAccount(env: Environment): Promise<Result<TwilioAccount>> {
  const [account, secret, api] = [
    env['ACCOUNT_SID'] || env['TWILIO_ACCOUNT_SID'],
    env['AUTH_TOKEN'] || env['TWILIO_AUTH_TOKEN'],
    env['TWILIO_API'],
  ]
  if (!isSid(account, 'AC')) return fail('no_account')
  if (secret === undefined || secret === '') return fail('no_auth_token')
  const { default: twilio } = await import('twilio')
  if (api === undefined || api === '') return ok(twilio(account, secret))
  const httpClient = new twilio.RequestClient()
  // Twilio's client has no option for another host, so the address of each request is
  // rewritten: `https://verify.twilio.com/v2` ->
  // `http://localhost:4010/verify.twilio.com/v2`. The tests answer there.
  const send = httpClient.request.bind(httpClient)
  httpClient.request = (options) => send({ ...options, uri: options.uri.replace('https:/', api) })
  return ok(twilio(account, secret, { httpClient }))
}
