import { expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { renderProtection } from '../../src/report/renderProtection.js'

const rendered = (more: string): string => {
  const policy = compilePolicy(`
policy: shop
version: 1
roles: [lead, office]
classes: { orders: { full: verified } }
${more}
routes: [{ id: all, queue: front }]
`)
  return policy.ok ? renderProtection(policy.value).markup : ''
}

test('counters and breaking the glass are shown where a policy speaks of them, and only there', () => {
  const plain = rendered('')
  expect(plain).toContain('Risk settings')
  expect(plain).not.toMatch(/Counters|glass/)
  expect(rendered('counters: { wrong_codes: 3 }')).toMatch(/<b>wrong codes<\/b> 3/)
  const glass = rendered(
    'break_glass: { roles: lead, reasons: [fraud], second: office, for: 30m, classes: orders }',
  )
  for (const said of ['lead', 'office', 'fraud', '30m', 'who is told: nobody'])
    expect(glass).toContain(said)
})
