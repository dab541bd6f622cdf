// Starts the example in Twilio's local runtime, sends it inbound messages, prints what was decided, and ends.
import { styleText } from 'node:util'
import { startExample } from './exampleWorld.mjs'
import { messages } from './messages.mjs'

const COLOURED = process.stdout.isTTY === true && !process.env.NO_COLOR
const CLASSES = ['contact', 'orders', 'payment']
const WIDTHS = {
  who: 36,
  trust: 25,
  contact: 7,
  orders: 7,
  payment: 7,
  route: 10,
  surer: 16,
  size: 4,
}
const TITLES = {
  who: 'who writes',
  trust: 'trust (weakest link)',
  contact: 'contact',
  orders: 'orders',
  payment: 'payment',
  route: 'route',
  surer: 'would make surer',
  size: 'size',
}
const TINTS = ['gray', 'gray', 'yellow', 'green', 'green']

const tint = (rank, text) => (COLOURED ? styleText(TINTS[Number(rank)] ?? 'red', text) : text)
const cut = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)
const line = (cells) =>
  Object.entries(WIDTHS)
    .map(([key, width]) => cut(cells[key], width)[key === 'size' ? 'padStart' : 'padEnd'](width))
    .join(' ')

/** One row: who wrote, what was decided, and what would make it surer. */
const rowOf = (who, answer) => ({
  who,
  trust: `${answer.rank} ${answer.level}${answer.bottleneck === 'none' ? '' : ` (${answer.bottleneck})`}`,
  ...Object.fromEntries(CLASSES.map((name) => [name, rungOf(answer[`disclose_${name}`])])),
  route: answer.route || '-',
  surer: answer.step_up || '-',
  size: String(JSON.stringify(answer.attributes).length),
})

const rungOf = (rung) => (rung === undefined || rung === 'none' ? '-' : rung)

/** What is not as it should be, by name; nothing when all is. */
const wrongIn = ({ status, json }, expected) =>
  status !== 200 || json === null
    ? [`status ${status}`]
    : Object.entries(expected)
        .filter(([key, value]) => json[key] !== value)
        .map(([key, value]) => `${key} is ${json[key] || 'empty'}, not ${value || 'empty'}`)

// `npm start | head` ends the reader first.
process.stdout.on('error', () => process.exit(1))
const started = Date.now()
const world = await startExample()
let wrong = 0
try {
  console.log(
    'Example in Twilio’s local runtime; each message is sent as Studio or a webhook sends it.\n',
  )
  console.log(line(TITLES))
  console.log(
    line(Object.fromEntries(Object.entries(WIDTHS).map(([key, n]) => [key, '-'.repeat(n)]))),
  )
  const all = messages(world)
  for (const { who, send, expect } of all) {
    const answer = await world.call('decide', await send())
    const found = wrongIn(answer, expect)
    if (answer.json !== null) console.log(tint(answer.json.rank, line(rowOf(who, answer.json))))
    for (const problem of found) console.log(`  not as it should be: ${problem}`)
    wrong += found.length > 0 ? 1 : 0
  }
  const seconds = ((Date.now() - started) / 1_000).toFixed(1)
  console.log(
    `\n${all.length - wrong} of ${all.length} as they should be, in ${seconds} s. Size: characters of task attributes; Send to Flex takes 1,024.`,
  )
} finally {
  await world.stop()
}
process.exitCode = wrong === 0 ? 0 : 1
