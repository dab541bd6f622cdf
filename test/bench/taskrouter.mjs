// TaskRouter: expressions and workflows a second, against parsing and printing the task's own attributes.
import { readFileSync } from 'node:fs'
import { compilePolicy, evaluate, toTaskAttributes } from '../../dist/index.js'
import {
  evaluateExpression,
  parseExpression,
  readWorkflow,
  simulate,
  toWorkflow,
} from '../../dist/twilio.js'

const source = readFileSync(new URL('../../examples/policies/bank.yaml', import.meta.url), 'utf8')
const policy = compilePolicy(source).value
const engagement = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }
const decision = evaluate(policy, engagement, '2026-11-22T10:00:00Z')
const { attributes, text } = toTaskAttributes(engagement, decision)

const queueNames = [...new Set(policy.routes.map(({ queue }) => queue))]
const queues = Object.fromEntries(
  queueNames.map((name, index) => [name, `WQ${String(index).padStart(32, '0')}`]),
)
const workflow = readWorkflow(
  toWorkflow(policy, { queues, channels: {}, functions: {} }).value,
).value

const short = `countersign.route == 'payments'`
const long = `(countersign.rank >= 3 AND countersign.channel IN ['sms', 'whatsapp', 'web_chat']) OR (countersign.skills HAS 'fraud' AND countersign.priority > 5) OR countersign.route == 'general'`
const [shortTree, longTree] = [parseExpression(short).value, parseExpression(long).value]

const cases = [
  ['JSON.parse and JSON.stringify of the attributes', () => JSON.stringify(JSON.parse(text))],
  [`parse an expression of ${short.length} characters`, () => parseExpression(short)],
  [`parse an expression of ${long.length} characters`, () => parseExpression(long)],
  [
    `evaluate an expression of ${short.length} characters`,
    () => evaluateExpression(shortTree, { task: attributes }),
  ],
  [
    `evaluate an expression of ${long.length} characters`,
    () => evaluateExpression(longTree, { task: attributes }),
  ],
  [
    `simulate the bank's workflow, ${workflow.filters.length} filters`,
    () => simulate(workflow, attributes),
  ],
  ['write task attributes', () => toTaskAttributes(engagement, decision)],
]

const perSecond = (call) => {
  const rounds = []
  for (let round = 0; round < 7; round += 1) {
    const until = performance.now() + 120
    let count = 0
    while (performance.now() < until) for (let index = 0; index < 50; index += 1, count += 1) call()
    rounds.push(count / 0.12)
  }
  return rounds.toSorted((a, b) => a - b)[3]
}

console.log('\nTaskRouter, calls a second, median of 7\n')
for (const [name, call] of cases) {
  console.log(`${name.padEnd(52)} ${Math.round(perSecond(call)).toLocaleString('en').padStart(12)}`)
}
