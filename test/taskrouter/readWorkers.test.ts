import { describe, expect, test } from 'vitest'
import { readWorkers } from '../../src/taskrouter/readWorkers.js'

/** A worker as TaskRouter's API returns it. */
const api = {
  sid: 'WK00000000000000000000000000000001',
  account_sid: 'AC00000000000000000000000000000000',
  friendly_name: 'ada',
  activity_name: 'Available',
  activity_sid: 'WA00000000000000000000000000000001',
  attributes: '{"routing":{"skills":["es"]},"waiting":true}',
  available: true,
  date_created: '2026-01-01T00:00:00Z',
  links: {},
}

const read = (input: unknown) => {
  const workforce = readWorkers(input)
  if (!workforce.ok) throw new Error(JSON.stringify(workforce.issues))
  return workforce.value.workers
}

describe('workers', () => {
  test('are read as the API lists them, as the command line of Twilio does, and one alone', () => {
    const sdk = {
      sid: api.sid,
      friendlyName: 'ada',
      activityName: 'Available',
      activitySid: api.activity_sid,
      attributes: api.attributes,
      available: true,
    }
    const [worker] = read([api])
    expect(worker).toMatchObject({
      activityName: 'Available',
      available: true,
      attributes: { routing: { skills: ['es'] }, waiting: true },
    })
    const meta = { page: 0, key: 'workers' }
    for (const input of [{ meta, workers: [api] }, [sdk], api, sdk, JSON.stringify([api])]) {
      expect(read(input)).toEqual([worker])
    }
  })

  test.each([
    ['Available', true],
    ['Offline', false],
    ['Unavailable', false],
    ['Break', false],
    ['Training', true],
  ])('in activity %s, where nothing else is said, are available: %s', (activity_name, expected) => {
    const { available: _, ...silent } = api
    expect(read([{ ...silent, activity_name }])[0]?.available).toBe(expected)
    expect(read([{ ...api, activity_name, available: true }])[0]?.available).toBe(true)
    for (const away of [false, 'false'])
      expect(read([{ ...api, activity_name, available: away }])[0]?.available).toBe(false)
  })

  test('of a file that names none are an error, not nobody', () => {
    expect(readWorkers({ wrokers: [api] })).toEqual({
      ok: false,
      issues: [{ code: 'missing', path: '/workers' }],
    })
    expect(readWorkers({ workers: [] }).ok).toBe(true)
  })
})
