import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FlowListInstanceCreateOptions } from 'twilio/lib/rest/studio/v2/flow.js'
import type { FlowValidateListInstanceUpdateOptions } from 'twilio/lib/rest/studio/v2/flowValidate.js'
import { describe, expect, test } from 'vitest'
import { toStudioFlow } from '../../../src/twilio/outbound/studioFlow.js'
import { compiled, OPTIONS, POLICY_TEXT } from '../../studio/fixture.js'
import { startOpenApiServer } from './openApiServer.js'

const SPEC = resolve('../shared/twilio-openapi/twilio_studio_v2.json')

const definition = (() => {
  const flow = toStudioFlow(compiled(POLICY_TEXT), OPTIONS)
  if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
  return flow.value
})()

describe.skipIf(!existsSync(SPEC))("Twilio's own client and API description", () => {
  test('take the flow, to be validated and to be made', async () => {
    const { client, seen, stop } = await startOpenApiServer(SPEC)
    const flow: FlowListInstanceCreateOptions & FlowValidateListInstanceUpdateOptions = {
      friendlyName: 'countersign',
      status: 'draft',
      definition,
    }
    await client.studio.v2.flowValidate.update(flow)
    await client.studio.v2.flows.create(flow)
    await stop()
    expect(seen.map(({ path, faults }) => [path, faults])).toEqual([
      ['/v2/Flows/Validate', []],
      ['/v2/Flows', []],
    ])
    for (const { parameters } of seen) {
      expect(JSON.parse(parameters['Definition'] ?? '')).toEqual(definition)
    }
  })
})
