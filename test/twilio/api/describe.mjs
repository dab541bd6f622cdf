// Writes `operations.json`: what Twilio's published descriptions say of the few operations that are called here.
//
//   node test/twilio/api/describe.mjs FOLDER
//
// FOLDER holds the descriptions of https://github.com/twilio/twilio-oai, folder `spec/json`. Of an operation it keeps
// what a form may hold and which fields an answer has; of words in no form it keeps the list.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const WORKSPACE = '/v1/Workspaces/{WorkspaceSid}'
const CALLED = {
  twilio_conversations_v1: [
    'POST /v1/Configuration/Addresses',
    'POST /v1/Conversations',
    'GET /v1/Conversations/{Sid}',
    'POST /v1/Conversations/{Sid}',
    'GET /v1/Conversations/{ConversationSid}/Messages/{Sid}',
    'POST /v1/Conversations/{ConversationSid}/Messages/{Sid}',
    'DELETE /v1/Conversations/{ConversationSid}/Messages/{Sid}',
    'POST /v1/Conversations/{ConversationSid}/Participants',
    'POST /v1/Conversations/{ConversationSid}/Webhooks',
  ],
  twilio_flex_v1: ['POST /v1/FlexFlows', 'POST /v1/Interactions'],
  twilio_flex_v2: ['POST /v2/WebChats'],
  twilio_lookups_v2: ['GET /v2/PhoneNumbers/{PhoneNumber}'],
  twilio_studio_v2: ['POST /v2/Flows', 'POST /v2/Flows/Validate'],
  twilio_sync_v1: [
    'GET /v1/Services/{Sid}',
    'GET /v1/Services/{ServiceSid}/Documents/{Sid}',
    'POST /v1/Services/{ServiceSid}/Documents',
    'POST /v1/Services/{ServiceSid}/Documents/{Sid}',
    'DELETE /v1/Services/{ServiceSid}/Documents/{Sid}',
  ],
  twilio_taskrouter_v1: [
    `POST ${WORKSPACE}/TaskChannels`,
    `POST ${WORKSPACE}/TaskQueues/{Sid}`,
    `POST ${WORKSPACE}/Tasks`,
    `POST ${WORKSPACE}/Tasks/{Sid}`,
    `POST ${WORKSPACE}/Workflows/{Sid}`,
  ],
  twilio_verify_v2: [
    'POST /v2/Services/{ServiceSid}/VerificationCheck',
    'POST /v2/Services/{ServiceSid}/Verifications',
  ],
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new TypeError('usage: node test/twilio/api/describe.mjs FOLDER')

const read = (file) => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'))

const resolve = (spec, schema) =>
  schema?.$ref === undefined
    ? schema
    : resolve(
        spec,
        schema.$ref
          .slice(2)
          .split('/')
          .reduce((found, key) => found[key], spec),
      )

const SHORT = { integer: 'int', boolean: 'bool', array: 'list' }

/** A parameter in one word: `!` where it must be there, and after a colon what it may hold. */
function printParameter(spec, required, [name, schema]) {
  const { type, enum: words, pattern } = resolve(spec, schema)
  const prefix = /^\^([A-Z]{2})\[0-9a-fA-F\]\{32\}\$$/.exec(pattern ?? '')?.[1]
  const kind = prefix ?? words?.join('|') ?? SHORT[type]
  return `${name}${required.includes(name) ? '!' : ''}${kind === undefined ? '' : `:${kind}`}`
}

function describe(spec, called) {
  const [method, path] = called.split(' ')
  const operation = spec.paths[path][method.toLowerCase()]
  const form = operation.requestBody?.content['application/x-www-form-urlencoded'].schema
  const { properties = {}, required = [] } = resolve(spec, form) ?? {}
  const fieldsOf = ({ content }) =>
    Object.keys(resolve(spec, content?.['application/json']?.schema)?.properties ?? {}).join(' ')
  return {
    takes: Object.entries(properties)
      .map((one) => printParameter(spec, required, one))
      .join(' '),
    answers: Object.fromEntries(
      Object.entries(operation.responses).map(([status, answer]) => [status, fieldsOf(answer)]),
    ),
  }
}

const operations = {}
for (const [file, list] of Object.entries(CALLED)) {
  const spec = read(file)
  const host = spec.servers[0].url.slice('https://'.length)
  for (const called of list) operations[called.replace(' ', ` ${host}`)] = describe(spec, called)
}
const { schemas } = read('twilio_flex_v1').components
const described = {
  source: 'https://github.com/twilio/twilio-oai, spec/json, read in November 2026',
  interactionChannels: schemas.interaction_channel_enum_type.enum.join('|'),
  operations,
}
const file = new URL('operations.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(described, null, 2)}\n`)
