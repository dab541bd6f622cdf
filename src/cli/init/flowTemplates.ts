/** SIDs before they are filled in: right in form, so that everything can be tried. */
const blank = (prefix: string): string => `${prefix}${'0'.repeat(32)}`

/** The map of SIDs, by the names that the policy uses. */
export const SIDS = {
  workspace: blank('WS'),
  workflow: blank('WW'),
  service: blank('ZS'),
  environment: blank('ZE'),
  queues: { specialists: blank('WQ'), care: blank('WQ'), 'front-desk': blank('WQ') },
  channels: { chat: blank('TC') },
  functions: { decide: blank('ZH'), 'verify-start': blank('ZH'), 'verify-check': blank('ZH') },
} as const

/** What the flow is told beside SIDs. */
export const FLOW_SETTINGS = {
  domain: 'my-business-0000-dev.twil.io',
  taskChannel: 'chat',
  tries: 3,
  intent: { classes: ['orders'] },
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
  const { domain, taskChannel, ...settings } = JSON.parse(read('studio/settings.json'))
  const each = (of) => ({ decide: of('decide'), start: of('verify-start'), check: of('verify-check') })
  return must(
    'flow',
    toStudioFlow(policy, {
      ...settings,
      serviceSid: sids.service,
      environmentSid: sids.environment,
      functionSids: each((name) => sids.functions[name]),
      urls: each((name) => 'https://' + domain + '/' + name),
      workflowSid: sids.workflow,
      channelSid: sids.channels[taskChannel],
    }),
  )
}
`

/** Writes the flow's file. */
export const FLOW_WRITER = `const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { buildFlow } = require('./flow')

writeFileSync(join(__dirname, 'flow.json'), JSON.stringify(buildFlow(), null, 2) + '\\n')
const blank = readFileSync(join(__dirname, '..', 'sids.json'), 'utf8').match(/[A-Z]{2}0{32}/g) ?? []
if (blank.length > 0) console.error(blank.length + ' SIDs in sids.json are still blank')
`
