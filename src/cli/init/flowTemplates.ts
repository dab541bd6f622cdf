/** SIDs before they are filled in: right in form, so that everything can be tried. */
const blank = (prefix: string): string => `${prefix}${'0'.repeat(32)}`

/** The map of SIDs, by the names that the policy uses. */
export const SIDS = {
  workspace: blank('WS'),
  workflow: blank('WW'),
  service: blank('ZS'),
  environment: blank('ZE'),
  domain: 'my-business-0000-dev.twil.io',
  queues: { specialists: blank('WQ'), care: blank('WQ'), 'front-desk': blank('WQ') },
  channels: { chat: blank('TC') },
  functions: { decide: blank('ZH'), 'verify-start': blank('ZH'), 'verify-check': blank('ZH') },
} as const

/** What the flow is told beside SIDs. */
export const FLOW_SETTINGS = {
  taskChannel: 'chat',
  tries: 3,
  wants: [
    { words: ['order', 'delivery', 'parcel'], classes: ['orders'] },
    { words: ['address', 'moved', 'moving'], actions: ['change_address'] },
  ],
} as const

/** Builds the flow from the policy, the SIDs and the settings. */
export const FLOW_BUILDER = `const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { compilePolicy } = require('countersign')
const { toStudioFlow } = require('countersign/twilio')

const read = (name) => readFileSync(join(__dirname, '..', name), 'utf8')
const must = (what, result) => {
  if (!result.ok) throw new Error(what + ': ' + JSON.stringify(result.issues))
  return result.value
}

exports.buildFlow = () => {
  const policy = must('policy', compilePolicy(read('assets/policy.private.yaml')))
  const sids = JSON.parse(read('sids.json'))
  const { taskChannel, ...settings } = JSON.parse(read('studio/settings.json'))
  const each = (of) => ({ decide: of('decide'), start: of('verify-start'), check: of('verify-check') })
  return must(
    'flow',
    toStudioFlow(policy, {
      ...settings,
      serviceSid: sids.service,
      environmentSid: sids.environment,
      functionSids: each((name) => sids.functions[name]),
      urls: each((name) => 'https://' + sids.domain + '/' + name),
      workflowSid: sids.workflow,
      channelSid: sids.channels[taskChannel],
    }),
  )
}
`

/** Writes the flow's file, once every SID it needs is there. */
export const FLOW_WRITER = `const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { buildFlow } = require('./flow')

const read = (name) => JSON.parse(readFileSync(join(__dirname, '..', name), 'utf8'))
const sids = read('sids.json')
const { taskChannel } = read('studio/settings.json')
const needed = {
  '/workflow': sids.workflow,
  '/service': sids.service,
  '/environment': sids.environment,
  ['/channels/' + taskChannel]: sids.channels[taskChannel],
  '/functions/decide': sids.functions.decide,
  '/functions/verify-start': sids.functions['verify-start'],
  '/functions/verify-check': sids.functions['verify-check'],
}
const blank = Object.keys(needed).filter((name) => !/[1-9a-f]/.test(String(needed[name]).slice(2)))
if (/-0000-/.test(sids.domain)) blank.push('/domain')

// A draft is for the tests of a project that has no account yet; Twilio would take it and call nobody.
if (blank.length > 0 && !process.argv.includes('--draft')) {
  for (const name of blank) console.error('sids.json: still to be filled in at ' + name + ' (npm run sids)')
  console.error('nothing was written; npm run flow -- --draft writes it all the same')
  process.exit(1)
}
writeFileSync(join(__dirname, 'flow.json'), JSON.stringify(buildFlow(), null, 2) + '\\n')
`
