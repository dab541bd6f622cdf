// Finding and hiding identifiers: speed in text, on hostile text and in records, beside other packages.
//
// Peers are installed in this folder alone; one that is missing is left out and named. Rates of text are the best of
// several, of CPU time, as other work on a machine only ever takes from them; those of records are medians.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { load } from './load.mjs'

const folder = dirname(fileURLToPath(import.meta.url))
const corpora = join(folder, '../../../shared/corpora')
const { compileRecordRules, redactText, scan } = await load()

const ROUNDS = 5
// Of text: an engine goes on making code faster for some seconds.
const TEXT_ROUNDS = 20
const SLICE_MS = 150
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const flat = (text) => JSON.parse(JSON.stringify(text))

/** Calls a function for a while and tells how often a second of CPU time, as a machine may have other work. */
function rateOf(call) {
  const started = performance.now()
  const before = process.cpuUsage()
  let calls = 0
  do {
    call()
    calls += 1
  } while (performance.now() - started < SLICE_MS)
  const { user, system } = process.cpuUsage(before)
  return (calls * 1e6) / (user + system)
}

function timeOf(call) {
  const started = performance.now()
  call()
  return performance.now() - started
}

/** Measures all subjects in turn, several rounds, so that a machine that slows down slows all. */
function measure(subjects) {
  for (const { call } of subjects) rateOf(call)
  const rates = subjects.map(() => [])
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { call }] of subjects.entries()) rates[index].push(rateOf(call))
  }
  return subjects.map(({ name }, index) => ({ name, rate: median(rates[index]) }))
}

async function peer(name, make) {
  try {
    return make(await import(name))
  } catch {
    process.stderr.write(`not installed here, left out: ${name}\n`)
    return null
  }
}

// One expression for seven types with no checksum, no context and no folding: about the least a redactor can do.
const FLOOR =
  /(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)|(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?<!\d)\+?\d?[-. ]?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?!\d)|\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}\b|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|https?:\/\/[^\s<>"]{3,200}/gi

const MASK = [{ target: 'text', identifier: 'default', action: 'mask' }]

// What @redactpii/node looks for but names, for which we have no kind.
const THEIRS = { types: ['payment_card', 'us_ssn', 'email', 'phone'] }

const textSubjects = [
  { name: 'countersign scan, every identifier', make: () => (text) => scan(text) },
  { name: 'countersign scan, kinds of @redactpii/node', make: () => (text) => scan(text, THEIRS) },
  {
    name: 'countersign redactText, every identifier',
    make: () => (text) => redactText(text, MASK),
  },
  { name: 'floor: one expression, no checks', make: () => (text) => text.replace(FLOOR, '***') },
  {
    name: 'redact-pii',
    slow: true,
    make: async () => {
      const { default: module } = await import('redact-pii')
      const redactor = new module.SyncRedactor()
      return (text) => redactor.redact(text)
    },
  },
  {
    name: '@redactpii/node',
    make: async () => {
      const { Redactor } = await import('@redactpii/node')
      const redactor = new Redactor()
      return (text) => redactor.redact(text)
    },
  },
  ...['openredaction', '@openredaction/openredaction'].map((name) => ({
    name,
    slow: true,
    make: async () => {
      const { OpenRedaction } = await import(name)
      const redactor = new OpenRedaction()
      return (text) => redactor.detect(text)
    },
  })),
]

/** Makes a subject ready; null for a peer that is not installed. */
async function ready({ name, make }) {
  try {
    return await make()
  } catch {
    process.stderr.write(`not installed here, left out: ${name}\n`)
    return null
  }
}

const read = (name) => {
  const bytes = readFileSync(join(corpora, name))
  return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).items.map(
    ({ text }) => text,
  )
}

const SAMPLE = [
  'Hi, I would like to book a table for 4 people at 7:30 pm please.',
  'Sure, which restaurant in San Jose do you have in mind?',
  'Call me at (415) 555-0132 or write to ada@example.com.',
  'My card is 4111 1111 1111 1111 and it expires 12/27.',
]

/** Lines of a kilobyte and a text of a hundred. */
function toTexts(lines) {
  const text = lines.join('\n')
  const whole = text.length > 110_000 ? text : text.repeat(Math.ceil(110_000 / text.length))
  const short = Array.from({ length: 100 }, (_, i) => flat(whole.slice(i * 1024, (i + 1) * 1024)))
  return { short, long: flat(whole.slice(0, 102_400)) }
}

const hasCorpora = existsSync(corpora)
const sets = [
  ['chat', toTexts(hasCorpora ? read('sgd-dev.json.gz') : SAMPLE.slice(0, 3))],
  ['dense', toTexts(hasCorpora ? read('presidio-research-synth-v2.json') : SAMPLE)],
]

const row = (cells) =>
  console.log(
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(44) : String(cell).padStart(13)))
      .join(''),
  )
const mega = (perSecond, characters) => (perSecond * characters) / 1e6

/** Gives the rates of one subject, in MB/s. Peers that take seconds for a long text are asked for less of short ones. */
function textRates(apply, slow) {
  return ['short', 'long'].flatMap((size) =>
    sets.map(([, texts]) => {
      const all = size === 'short' ? texts.short.slice(0, slow ? 10 : 100) : [texts.long]
      const characters = all.reduce((sum, { length }) => sum + length, 0)
      const call = () => {
        for (const text of all) apply(text)
      }
      rateOf(call)
      return mega(Math.max(...Array.from({ length: TEXT_ROUNDS }, () => rateOf(call))), characters)
    }),
  )
}

// Each subject in a process of its own, as some change how fast expressions are for all others.
const [, , flag, wanted] = process.argv
if (flag === '--text') {
  const subject = textSubjects.find(({ name }) => name === wanted)
  const apply = await ready(subject)
  if (apply !== null) console.log(JSON.stringify(textRates(apply, subject.slow === true)))
  process.exit()
}

console.log(
  `\nText, MB/s of CPU time (best of ${TEXT_ROUNDS})${hasCorpora ? '' : '; labelled text is missing, a sample stands in for it'}\n`,
)
row(['', 'chat 1 KB', 'dense 1 KB', 'chat 100 KB', 'dense 100 KB'])
for (const { name } of textSubjects) {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--text', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (stdout !== '') row([name, ...JSON.parse(stdout).map((rate) => rate.toFixed(1))])
}

const PARTS = [
  '1',
  '@',
  'a.',
  '1-',
  '1 ',
  'a',
  'a@',
  'a@a.',
  '1.',
  '+1',
  '0:',
  'Aa ',
  'a-',
  'login: ',
]
const CAP_MS = 3000
const fill = (part, size) => flat(part.repeat(Math.ceil(size / part.length)).slice(0, size))

console.log(
  '\nHostile text, ms for 16 KB of one repeat, worst of 14 (a text that takes 3 s is the last)\n',
)
row(['', 'worst ms', 'repeat'])
for (const subject of textSubjects) {
  const apply = await ready(subject)
  if (apply === null) continue
  const { name } = subject
  let worst = { ms: 0, part: '' }
  for (const part of PARTS) {
    const ms = timeOf(() => apply(fill(part, 16_384)))
    if (ms > worst.ms) worst = { ms, part }
    if (ms > CAP_MS) break
  }
  row([name, worst.ms.toFixed(1), JSON.stringify(worst.part)])
}

const ALPHABET = [...'149aA@.:-+( /\n,_x９&[']
const pairs = ALPHABET.flatMap((a) => ALPHABET.map((b) => a + b))
const repeats = [...PARTS, ...pairs, ...pairs.flatMap((pair) => ALPHABET.map((c) => pair + c))]
const found = repeats
  .map((part) => ({ part, ms: timeOf(() => scan(fill(part, 4096))) }))
  .toSorted((a, b) => b.ms - a.ms)
  .slice(0, 20)
const dearest = found.map(({ part }) => {
  const times = [12_500, 25_000, 50_000, 100_000, 200_000, 400_000].map((size) => {
    const text = fill(part, size)
    return { size, ms: median([1, 2, 3].map(() => timeOf(() => scan(text)))) }
  })
  const at = (size) => times.find((one) => one.size === size)?.ms ?? 0
  return { part, at100: at(100_000), exponent: Math.log2(at(400_000) / at(12_500)) / 5 }
})
const slowest = dearest.toSorted((a, b) => b.at100 - a.at100)[0]
const steepest = dearest.toSorted((a, b) => b.exponent - a.exponent)[0]
console.log(
  `\ncountersign over ${repeats.length} repeats of one to three characters, the dearest 20 followed to 400 KB`,
)
console.log(`  worst at 100 KB: ${slowest.at100.toFixed(1)} ms (${JSON.stringify(slowest.part)})`)
console.log(
  `  steepest growth: exponent ${steepest.exponent.toFixed(2)} (${JSON.stringify(steepest.part)})`,
)

const record = {
  id: 'ord_000123',
  createdAt: '2026-11-22T10:00:00Z',
  channel: 'whatsapp',
  status: 'open',
  customer: {
    id: 'C-1001',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    phone: '+14155550132',
    ssn: '536-90-4399',
    tier: 'gold',
    since: '2019-03-01',
    address: {
      line1: '12 Example Street',
      city: 'Springfield',
      state: 'IL',
      zip: '62701',
      country: 'US',
    },
  },
  payment: {
    method: 'card',
    currency: 'USD',
    total: 125.5,
    card: { number: '4111111111111111', cvv: '123', expiry: '12/27', brand: 'visa' },
  },
  items: [
    { sku: 'A-1', name: 'Notebook', quantity: 2, price: 12.5 },
    { sku: 'B-7', name: 'Fountain pen', quantity: 1, price: 100.5 },
  ],
}
const paths = [
  'customer.email',
  'customer.phone',
  'customer.ssn',
  'payment.card.number',
  'payment.card.cvv',
]
const field = (path, action) => ({ target: 'field', path, action })
const drop = compileRecordRules([field('**', 'keep'), ...paths.map((path) => field(path, 'drop'))])
const byHand = (all) => {
  const { email, phone, ssn, ...customer } = all.customer
  const { number, cvv, ...card } = all.payment.card
  return { ...all, customer, payment: { ...all.payment, card } }
}
const recordSubjects = [
  { name: 'countersign compileRecordRules', call: () => drop(record) },
  { name: 'floor: written by hand for these paths', call: () => byHand(record) },
  await peer('fast-redact', ({ default: fastRedact }) => {
    const redact = fastRedact({ paths, serialize: false })
    return {
      name: 'fast-redact (changes the record and back)',
      call: () => {
        redact(record)
        redact.restore(record)
      },
    }
  }),
  await peer('@pinojs/redact', ({ default: slowRedact }) => {
    const redact = slowRedact({ paths, serialize: false })
    return { name: '@pinojs/redact', call: () => redact(record) }
  }),
  { name: 'JSON.stringify of the record', call: () => JSON.stringify(record) },
].filter((subject) => subject !== null)

console.log('\nRecords of 31 leaves, 5 paths dropped, objects a second\n')
const batch = recordSubjects.map(({ name, call }) => ({
  name,
  call: () => {
    for (let i = 0; i < 1000; i += 1) call()
  },
}))
for (const { name, rate } of measure(batch))
  row([name, Math.round(rate * 1000).toLocaleString('en')])
