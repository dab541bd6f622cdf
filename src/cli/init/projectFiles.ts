import { ok, type Result } from '../../model/result.js'
import { compilePolicy } from '../../policy/index.js'
import { toStudioFlow } from '../../twilio/outbound/studioFlow.js'
import { ENVIRONMENT, IGNORED, NPM, PACKAGE } from './documentTemplates.js'
import { FLOW_BUILDER, FLOW_SETTINGS, FLOW_WRITER, SIDS } from './flowTemplates.js'
import {
  DECIDE,
  SETUP,
  VERIFY_CHECK,
  VERIFY_START,
  WEB_CHAT_START,
  WEB_CHAT_TOKEN,
} from './functionTemplates.js'
import { LOCAL_START, LOCAL_TWILIO } from './localTemplates.js'
import { CUSTOMERS, POLICY } from './policyTemplate.js'
import { README } from './readmeTemplate.js'
import { FLOW_TEST, FUNCTIONS_TEST, LOCAL_RUNTIME, POLICY_TEST } from './testTemplates.js'

/** One file of a project: its path from the project's folder, with `/`, and its text. */
export interface ProjectFile {
  readonly path: string
  readonly text: string
}

/** Gives every file of a new Functions project, laid out for Twilio's serverless toolkit. */
export function projectFiles(): Result<readonly ProjectFile[]> {
  const flow = initialFlow()
  if (!flow.ok) return flow
  return ok([
    { path: 'README.md', text: README },
    { path: 'package.json', text: json(PACKAGE) },
    { path: '.env.example', text: ENVIRONMENT },
    { path: '.npmrc', text: NPM },
    { path: '.gitignore', text: IGNORED },
    { path: 'sids.json', text: json(SIDS) },
    { path: 'assets/policy.private.yaml', text: POLICY },
    { path: 'assets/customers.private.json', text: CUSTOMERS },
    { path: 'functions/setup.private.js', text: SETUP },
    { path: 'functions/decide.protected.js', text: DECIDE },
    { path: 'functions/verify-start.protected.js', text: VERIFY_START },
    { path: 'functions/verify-check.protected.js', text: VERIFY_CHECK },
    { path: 'functions/webchat-start.js', text: WEB_CHAT_START },
    { path: 'functions/webchat-token.js', text: WEB_CHAT_TOKEN },
    { path: 'studio/settings.json', text: json(FLOW_SETTINGS) },
    { path: 'studio/flow.js', text: FLOW_BUILDER },
    { path: 'studio/write.js', text: FLOW_WRITER },
    { path: 'studio/flow.json', text: json(flow.value) },
    { path: 'local/runtime.js', text: LOCAL_RUNTIME },
    { path: 'local/start.js', text: LOCAL_START },
    { path: 'local/twilio.js', text: LOCAL_TWILIO },
    { path: 'test/policy.test.js', text: POLICY_TEST },
    { path: 'test/functions.test.js', text: FUNCTIONS_TEST },
    { path: 'test/flow.test.js', text: FLOW_TEST },
  ])
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function initialFlow(): ReturnType<typeof toStudioFlow> {
  const policy = compilePolicy(POLICY)
  if (!policy.ok) return policy
  const { taskChannel, ...settings } = FLOW_SETTINGS
  const url = (name: string): string => `https://${SIDS.domain}/${name}`
  return toStudioFlow(policy.value, {
    ...settings,
    serviceSid: SIDS.service,
    environmentSid: SIDS.environment,
    functionSids: {
      decide: SIDS.functions.decide,
      start: SIDS.functions['verify-start'],
      check: SIDS.functions['verify-check'],
    },
    urls: { decide: url('decide'), start: url('verify-start'), check: url('verify-check') },
    workflowSid: SIDS.workflow,
    channelSid: SIDS.channels[taskChannel],
  })
}
