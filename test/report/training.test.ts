import { describe, expect, test } from 'vitest'
import { LEVELS, printDuration } from '../../src/model/index.js'
import { matrixOf } from '../../src/report/matrix.js'
import { renderTraining } from '../../src/report/renderTraining.js'
import { sourceOf } from './world.js'

const { policy } = sourceOf(`policy: shop
version: 1
classes:
  goods: { fields: [goods.*], full: anonymous }
  orders: { fields: [orders.*], full: { write: verified, read: verified, maxAge: 1h } }
actions:
  cancel: { write: verified, maxAge: 15m, notify: [app, old_address] }
stepUp: [verify_sms]
routes:
  - { id: all, queue: desk }
`)
const sheet = renderTraining(policy, matrixOf(policy)).markup
const lessons = sheet.split('<article class="lesson">').slice(1)
const titles = lessons.map((lesson) => /<h3>([^<]*)/.exec(lesson)?.[1] ?? '')
const bodies = lessons.map((lesson) => lesson.slice(lesson.indexOf('<div class="columns">')))

describe('the sheet that agents are taught from', () => {
  test('has every level once and in order, and no two neighbours that are taught alike', () => {
    expect(titles.flatMap((title) => title.split(' and '))).toEqual([...LEVELS])
    expect(lessons.length).toBeLessThan(LEVELS.length)
    for (const [at, body] of bodies.entries()) expect(body).not.toBe(bodies[at + 1])
  })

  test('says how old a proof may be and who is told, wherever something is open', () => {
    const verified = lessons[titles.findIndex((title) => title.includes('verified'))] ?? ''
    expect(verified).toContain(`no older than ${printDuration(3_600_000)}`)
    expect(verified).toContain(
      `no older than ${printDuration(900_000)}; who is told: app and old address`,
    )
    expect(lessons[0]).not.toContain('no older than')
  })
})
