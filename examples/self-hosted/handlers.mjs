import { readFileSync } from 'node:fs'
import { trace } from '@opentelemetry/api'
import { compilePolicy } from 'countersign'
import {
  createDecideHandler,
  createLookup,
  createVerifyCheckHandler,
  createVerifyStartHandler,
  createWebhook,
  decisionAttributes,
  fileDirectory,
  fromFunction,
  messageRedactor,
  sealLedger,
} from 'countersign/functions'
import twilio from 'twilio'
import { log } from './telemetry.mjs'

// A shop's policy and its file of customers. For a CRM put `httpDirectory` here.
const assets = new URL('../shop/assets/', import.meta.url)
const read = (name) => readFileSync(new URL(name, assets), 'utf8')

const NEEDED = [
  ...['REDIS_URL', 'PUBLIC_ORIGIN', 'ACCOUNT_SID', 'AUTH_TOKEN', 'VERIFY_SERVICE_SID'],
  'LEDGER_KEYS',
]

/** Which settings are missing, by their names. */
export const missingIn = (env) => NEEDED.filter((name) => !env[name])

/** Gives what is needed, or ends the start with what is wrong: a policy's faults are for its author to read. */
const required = (name, result) => {
  if (!result.ok) throw Object.assign(new Error(name), { issues: result.issues })
  return result.value
}

/**
 * Twilio's client, which signs in with the first token. Where TWILIO_API is set, as the start script and the tests do,
 * its calls go there instead.
 */
function clientFor({ ACCOUNT_SID, TWILIO_API }, [token]) {
  const httpClient = new twilio.RequestClient({ timeout: 4_000 })
  if (TWILIO_API) {
    const send = httpClient.request.bind(httpClient)
    httpClient.request = (options) =>
      send({ ...options, uri: options.uri.replace('https:/', TWILIO_API) })
  }
  return twilio(ACCOUNT_SID, token, { httpClient })
}

/** Keys of the evidence ledger, newest first: `LEDGER_KEYS=id:secret,id:secret`; each has to be one that seals. */
const keysIn = (text) =>
  text.split(',').map((entry) => {
    const [id, ...secret] = entry.split(':')
    const key = { id, secret: secret.join(':') }
    const nothing = { conversation: '', sequence: 0, issued: 0, expires: 0, evidence: [] }
    required('LEDGER_KEYS', sealLedger(nothing, [key]))
    return key
  })

// A decision is logged as its record, and its span says the same in a few words: codes and digests, never a value.
const record = (decided) => {
  log('decision', { record: decided })
  trace.getActiveSpan()?.setAttributes(decisionAttributes(decided))
}

/** Reads what the webhooks take, and throws by its name what is none; gives what makes them, by their path, with a store. */
export function readHandlers(env) {
  const policy = required('policy', compilePolicy(read('policy.private.yaml')))
  const directory = required('customers', fileDirectory(JSON.parse(read('customers.private.json'))))
  const tokens = env.AUTH_TOKEN.split(',')
  const client = clientFor(env, tokens)
  const keys = keysIn(env.LEDGER_KEYS)
  return (store) => handlersWith(env, { policy, directory, tokens, client, keys, store })
}

function handlersWith(env, { policy, directory, tokens, client, keys, store }) {
  const common = {
    client: () => client,
    directory: () => directory,
    ledgerKeys: () => keys,
    store: () => store,
    deadline: 4_000,
  }
  const decide = fromFunction(
    createDecideHandler({
      ...common,
      policy,
      lookup: () =>
        createLookup(client, ['sim_swap', 'line_type_intelligence', 'reassigned_number']),
      intent: { classes: ['orders'] },
      record,
    }),
  )
  const verify = { ...common, service: () => env.VERIFY_SERVICE_SID, dipClaims: ['email', 'phone'] }
  const signed = {
    tokens,
    url: { from: 'origin', origin: env.PUBLIC_ORIGIN },
  }
  return {
    // Twilio's own webhook: a delivery that comes again is answered and not handled again, whichever server it meets.
    '/inbound': createWebhook({ ...signed, store, handle: decide }),
    // Studio asks as often as its flow does, about one message: a question is no delivery.
    '/decide': createWebhook({ ...signed, handle: decide }),
    '/verify/start': createWebhook({
      ...signed,
      handle: fromFunction(createVerifyStartHandler(verify)),
    }),
    '/verify/check': createWebhook({
      ...signed,
      handle: fromFunction(createVerifyCheckHandler(verify)),
    }),
    '/redact-message': createWebhook(
      messageRedactor({
        ...signed,
        rules: [
          { target: 'text', identifier: 'email', action: 'keep' },
          { target: 'text', identifier: 'phone', action: 'keep' },
          { target: 'text', identifier: 'default', action: 'mask' },
        ],
      }),
    ),
  }
}
