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
} from 'countersign/functions'
import twilio from 'twilio'
import { log } from './telemetry.mjs'

// A shop's policy and its file of customers. For a CRM put `httpDirectory` here.
const assets = new URL('../shop/assets/', import.meta.url)
const read = (name) => readFileSync(new URL(name, assets), 'utf8')

/** Gives what is needed, or ends the start with what is wrong: a policy's faults are for its author to read. */
const required = (name, result) => {
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.issues)}`)
  return result.value
}

/** Twilio's client. Where TWILIO_API is set, as the start script and the tests do, its calls go there instead. */
function clientFor({ ACCOUNT_SID, AUTH_TOKEN, TWILIO_API }) {
  const httpClient = new twilio.RequestClient({ timeout: 4_000 })
  if (TWILIO_API) {
    const send = httpClient.request.bind(httpClient)
    httpClient.request = (options) =>
      send({ ...options, uri: options.uri.replace('https:/', TWILIO_API) })
  }
  return twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient })
}

/** Keys of the evidence ledger, newest first: `LEDGER_KEYS=id:secret,id:secret`. */
const keysIn = (text = '') =>
  text.split(',').map((entry) => {
    const [id, ...secret] = entry.split(':')
    return { id, secret: secret.join(':') }
  })

// A decision is logged as its record, and its span says the same in a few words: codes and digests, never a value.
const record = (decided) => {
  log('decision', { record: decided })
  trace.getActiveSpan()?.setAttributes(decisionAttributes(decided))
}

/** Makes the webhooks of the server, by their path. */
export function createHandlers(env, store) {
  const policy = required('policy', compilePolicy(read('policy.private.yaml')))
  const directory = required('customers', fileDirectory(JSON.parse(read('customers.private.json'))))
  const client = clientFor(env)
  const common = {
    client: () => client,
    directory: () => directory,
    ledgerKeys: () => keysIn(env.LEDGER_KEYS),
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
    tokens: env.AUTH_TOKEN.split(','),
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
