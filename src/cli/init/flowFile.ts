import sids from '../../../examples/functions/sids.json' with { type: 'json' }
import settings from '../../../examples/functions/studio/settings.json' with { type: 'json' }
import { ok, type Result, withoutAbsent } from '../../model/index.js'
import { compilePolicy } from '../../policy/index.js'
import { toStudioFlow } from '../../twilio/outbound/index.js'

/**
 * Writes the Studio flow of a new project, as the project's own `npm run flow -- --draft`
 * does. Its SIDs are the zeros of the example: they are filled in when the project has an
 * account.
 */
export function flowFile(text: string): Result<string> {
  const policy = compilePolicy(text)
  if (!policy.ok) return policy
  const { taskChannel, wants, ...others } = settings
  // A Twilio Functions service serves each function under its domain and the path of its
  // file.
  const url = (name: string): string => `https://${sids.domain}/${name}`
  const { decide, 'verify-start': start, 'verify-check': check } = sids.functions
  const [, channelSid = ''] =
    Object.entries(sids.channels).find(([name]) => name === taskChannel) ?? []
  const flow = toStudioFlow(policy.value, {
    ...others,
    wants: wants.map(({ words, classes, actions }) => ({
      words,
      ...withoutAbsent({ classes, actions }),
    })),
    serviceSid: sids.service,
    environmentSid: sids.environment,
    functionSids: { decide, start, check },
    urls: { decide: url('decide'), start: url('verify-start'), check: url('verify-check') },
    workflowSid: sids.workflow,
    channelSid,
  })
  return flow.ok ? ok(`${JSON.stringify(flow.value, null, 2)}\n`) : flow
}
