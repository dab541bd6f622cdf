import type { FlowListInstanceCreateOptions } from 'twilio/lib/rest/studio/v2/flow.js'
import type { FlowValidateListInstanceUpdateOptions } from 'twilio/lib/rest/studio/v2/flowValidate.js'
import { expect, test } from 'vitest'
import { toStudioFlow } from '../../../src/twilio/outbound/studioFlow.js'
import { compiled, OPTIONS, POLICY_TEXT } from '../../studio/fixture.js'
import { openLoopback } from '../api/loopback.js'

const definition = (() => {
  const flow = toStudioFlow(compiled(POLICY_TEXT), OPTIONS)
  if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
  return flow.value
})()

test("Twilio's own client and API description take the flow, to be validated and to be made", async () => {
  const { client, received, close } = await openLoopback()
  const flow: FlowListInstanceCreateOptions & FlowValidateListInstanceUpdateOptions = {
    friendlyName: 'countersign',
    status: 'draft',
    definition,
  }
  await client.studio.v2.flowValidate.update(flow)
  await client.studio.v2.flows.create(flow)
  await close()
  expect(received.map(({ path, faults }) => [path, faults])).toEqual([
    ['/v2/Flows/Validate', []],
    ['/v2/Flows', []],
  ])
  for (const { form } of received) {
    expect(JSON.parse(form['Definition']?.[0] ?? '')).toEqual(definition)
  }
})
