import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWorkers } from '../../src/taskrouter/readWorkers.js'
import { readSids } from '../../src/taskrouter/sids.js'

const sid = (prefix: string) => prefix + '0123456789abcdef'.repeat(2)

describe('the map of SIDs', () => {
  test('is read by name', () => {
    const map = {
      workspace: sid('WS'),
      workflow: sid('WW'),
      queues: { care: sid('WQ') },
      channels: { chat: sid('TC') },
      functions: { decide: sid('ZH') },
    }
    expect(readSids(map)).toEqual({ ok: true, value: map })
    expect(readSids(JSON.stringify({ $schema: 'x', ...map }))).toEqual({ ok: true, value: map })
  })

  test.each([
    [{ workspace: sid('WW') }, 'malformed_sid', '/workspace'],
    [{ workspace: `${sid('WS')}0` }, 'malformed_sid', '/workspace'],
    [{ workspace: sid('ws') }, 'malformed_sid', '/workspace'],
    [{ workspace: sid('WS').replace('f', 'g') }, 'malformed_sid', '/workspace'],
    [{ queues: { care: 'WQ1' } }, 'malformed_sid', '/queues/care'],
    [{ queues: { care: 7 } }, 'malformed_sid', '/queues/care'],
    [{ queues: [] }, 'not_an_object', '/queues'],
    [{ queue: {} }, 'unknown_name', '/queue'],
    ['{', 'not_json', ''],
    [null, 'not_an_object', ''],
  ])('%j is refused with its place', (input, code, path) => {
    const read = readSids(input)
    expect(read.ok ? [] : read.issues).toMatchObject([{ code, path }])
  })

  test('never throws and never repeats a value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.stringMatching(/^[a-z]{12}$/), (anything, secret) => {
        readSids(anything)
        const read = readSids({ queues: { care: secret }, workspace: secret })
        expect(JSON.stringify(read)).not.toContain(secret)
      }),
    )
  })
})

describe('workers and queues', () => {
  test("are read as Twilio's API returns them", () => {
    const read = readWorkers({
      workers: [
        {
          sid: sid('WK'),
          friendly_name: 'ada',
          attributes: '{"a":1}',
          available: false,
          activity_sid: sid('WA'),
          activity_name: 'Break',
          channels: [
            { task_channel_unique_name: 'chat', configured_capacity: 3, assigned_tasks: 1 },
          ],
        },
        {},
      ],
      queues: [{ sid: sid('WQ'), friendly_name: 'care', target_workers: '1==1' }],
    })
    expect(read).toMatchObject({
      ok: true,
      value: {
        workers: [
          {
            attributes: { a: 1 },
            available: false,
            channels: { chat: { capacity: 3, assigned: 1 } },
          },
          { sid: 'worker 2', available: true, channels: {} },
        ],
        queues: { [sid('WQ')]: { friendlyName: 'care', targetWorkers: '1==1' } },
      },
    })
  })

  test.each([
    [{ workers: {} }, 'not_a_list', '/workers'],
    [[7], 'not_an_object', '/workers/0'],
    [[{ attributes: '{' }], 'not_an_object', '/workers/0/attributes'],
    [[{ channels: { chat: { capacity: -1 } } }], 'not_a_whole_number', '/workers/0/channels/chat'],
    [{ queues: [{}] }, 'missing', '/queues/0/sid'],
    [{ changes: {} }, 'not_a_list', '/changes'],
    [{ changes: [{ worker: 'WK1' }] }, 'not_a_whole_number', '/changes/0/at'],
    [{ changes: [{ at: 5 }] }, 'missing', '/changes/0/worker'],
    ['[', 'not_json', ''],
  ])('%j is refused with its place', (input, code, path) => {
    const read = readWorkers(input)
    expect(read.ok ? [] : read.issues).toMatchObject([{ code, path }])
  })

  test('change while the task waits', () => {
    const read = readWorkers({
      changes: [{ at: 5, sid: 'WK1', available: true, channels: { sms: {} } }],
    })
    expect(read.ok && read.value.changes).toEqual([
      { at: 5, worker: 'WK1', available: true, channels: { sms: { capacity: 1, assigned: 0 } } },
    ])
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        for (const value of [anything, [anything], { queues: [anything], changes: [anything] }])
          expect(typeof readWorkers(value).ok).toBe('boolean')
      }),
    )
  })
})
