import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toQueueExpressions, toWorkflow } from '../../../src/taskrouter/index.js'
import { mergeAttributes } from '../../../src/twilio/outbound/mergeAttributes.js'
import { toTaskAttributes } from '../../../src/twilio/outbound/taskAttributes.js'
import { aDecision, anEngagement } from '../../arbitraries/decision.js'
import { type Loopback, openLoopback } from '../api/loopback.js'

const sid = (prefix: string) => prefix + '0'.repeat(32)

const policy = {
  classes: [],
  actions: [],
  routes: [{ id: 'general', when: {}, queue: 'front-desk', priority: 3, skills: ['text'] }],
}

const sids = { queues: { 'front-desk': sid('WQ') }, channels: {}, functions: {} }

describe('the real client sends to TaskRouter', () => {
  let loopback: Loopback
  beforeAll(async () => {
    loopback = await openLoopback()
  })
  afterAll(() => loopback.close())

  const last = () => loopback.last()
  const workspace = () => loopback.client.taskrouter.v1.workspaces(sid('WS'))

  test('a compiled workflow, as its API takes it', async () => {
    const configuration = toWorkflow(policy, sids)
    if (!configuration.ok) throw new Error(JSON.stringify(configuration.issues))
    await workspace()
      .workflows(sid('WW'))
      .update({ configuration: JSON.stringify(configuration.value) })
    expect(last()?.faults).toEqual([])
    expect(JSON.parse(last()?.form['Configuration']?.[0] ?? '')).toEqual(configuration.value)
  })

  test("a queue's expression", async () => {
    const targetWorkers = toQueueExpressions(policy)['front-desk'] ?? ''
    await workspace().taskQueues(sid('WQ')).update({ targetWorkers })
    expect([last()?.faults, last()?.form]).toEqual([
      [],
      { TargetWorkers: ["routing.skills HAS 'text'"] },
    ])
  })

  test('a new task with its attributes', async () => {
    const { text } = toTaskAttributes(anEngagement, aDecision)
    const { priority } = aDecision.route
    await workspace().tasks.create({
      workflowSid: sid('WW'),
      taskChannel: 'chat',
      attributes: text,
      priority,
    })
    expect([last()?.faults, last()?.form['Attributes']]).toEqual([[], [text]])
  })

  test('merged attributes, with the version they were read at', async () => {
    const merged = mergeAttributes({ channelType: 'web' }, anEngagement, aDecision, { etag: '7' })
    if (!merged.ok) throw new Error(JSON.stringify(merged.issues))
    await workspace().tasks(sid('WT')).update(merged.value.update)
    expect([last()?.faults, last()?.ifMatch]).toEqual([[], '7'])
    expect(last()?.form).toEqual({ Attributes: [merged.value.text] })
  })

  test('and a form that the API does not take is noticed', async () => {
    const wrong = { attributes: '{}', priority: Number.NaN }
    await expect(workspace().tasks(sid('WT')).update(wrong)).rejects.toThrow()
    expect(last()?.faults).toEqual(['Priority does not fit'])
  })
})
