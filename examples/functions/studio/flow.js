const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { toStudioFlow } = require('countersign/twilio')
const { readPolicy } = require('../local/policy')

const read = (name) => readFileSync(join(__dirname, '..', name), 'utf8')
const must = (what, result) => {
  if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result.issues)}`)
  return result.value
}

exports.buildFlow = () => {
  const policy = must('policy', readPolicy().policy)
  const sids = JSON.parse(read('sids.json'))
  const { taskChannel, ...settings } = JSON.parse(read('studio/settings.json'))
  const each = (of) => ({
    decide: of('decide'),
    start: of('verify-start'),
    check: of('verify-check'),
  })
  return must(
    'flow',
    toStudioFlow(policy, {
      ...settings,
      serviceSid: sids.service,
      environmentSid: sids.environment,
      functionSids: each((name) => sids.functions[name]),
      urls: each((name) => `https://${sids.domain}/${name}`),
      workflowSid: sids.workflow,
      channelSid: sids.channels[taskChannel],
    }),
  )
}
