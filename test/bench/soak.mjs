// `npm run soak [SECONDS]`: the self-hosted example under 64 connections while Twilio is slow, fails, drips and restarts,
// and Redis is ended without notice midway. Prints what became of every call; exits 1 where one was wrong or lost.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { startFakeTwilio } from '../../examples/fakeTwilio.mjs'
import { redisCommand, startRedis } from '../../examples/localRedis.mjs'
import { prepare, prepareExamples, preparePrograms, root } from '../prepare.mjs'

const SECONDS = Number(process.argv[2] ?? 60)
const CONNECTIONS = 64
// What Conversations waits for; a webhook that answers later was not heard.
const IN_TIME = 5_000
const ORIGIN = 'https://hooks.example.com'
const TOKEN = '0'.repeat(32)
const sid = (prefix) => `${prefix}${'0'.repeat(32)}`

prepare({ build: true })
await prepareExamples()
preparePrograms()
if (redisCommand() === null) {
  process.stderr.write('redis-server is not on this machine\n')
  process.exit(2)
}

const redis = await startRedis()
const twilio = await startFakeTwilio({ code: '123456' })
// In a heap that what a leak keeps would fill, instead of one that grows because nobody asks for its room.
const HEAP = '--max-old-space-size=64'
const child = spawn(process.execPath, [HEAP, join(root, 'examples/self-hosted/server.mjs')], {
  env: {
    PATH: process.env.PATH,
    REDIS_URL: redis.url,
    TWILIO_API: twilio.url,
    PUBLIC_ORIGIN: ORIGIN,
    ACCOUNT_SID: sid('AC'),
    AUTH_TOKEN: TOKEN,
    VERIFY_SERVICE_SID: sid('VA'),
    LEDGER_KEYS: 'k1:a secret of this example - thirty-two bytes or more',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const url = await new Promise((ready) => {
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text)
    if (line.event === 'listening') ready(line.url)
  })
})

const faults = ['none', 'slow', 'failing', 'dripping', 'restarting', 'redis restarts', 'none']
const set = (fault) => {
  const { settings } = twilio
  settings.delay = fault === 'slow' ? 3_000 : 0
  settings.drip = fault === 'dripping' ? 400 : 0
  settings.isGone = fault === 'restarting'
  settings.fail.clear()
  if (fault === 'failing') settings.fail.set('lookups.twilio.com', 503)
}

const KNOWN = '+14155550100'
const STRANGER = '+14155550177'
let calls = 0

/** One call, and what became of it: a stranger may never be shown anything, and nobody here proved anything. */
async function call(path) {
  calls += 1
  const from = calls % 2 === 0 ? KNOWN : STRANGER
  const form = {
    conversation: `CH${calls}`,
    readers: '[]',
    channel: 'sms',
    MessageSid: `SM${String(calls).padStart(32, '0')}`,
    From: from,
    To: '+18005550199',
    Body: 'where is my order?',
  }
  const began = performance.now()
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': webhooks.getExpectedTwilioSignature(TOKEN, `${ORIGIN}${path}`, form),
      },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(2 * IN_TIME),
    })
    const json = await response.json()
    const time = performance.now() - began
    return { time, became: time > IN_TIME ? 'late' : judge(response.status, json, from) }
  } catch {
    return { time: performance.now() - began, became: 'lost' }
  }
}

function judge(status, json, from) {
  // A webhook that refuses so is called again by Twilio.
  if (status === 500 || status === 503) return 'to be repeated'
  if (status !== 200) return 'wrong'
  const [level, rung] = from === KNOWN ? ['recognized', 'masked'] : ['claimed', 'none']
  if (json.level === level && json.disclose_orders === rung) return 'decided'
  return json.rank < 2 && json.disclose_orders === 'none' ? 'withheld' : 'wrong'
}

const memoryOf = (pid) => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1_024
}

const rows = []
const share = (SECONDS * 1_000) / faults.length
for (const fault of faults) {
  set(fault)
  const until = performance.now() + share
  const answers = []
  const connection = async (number) => {
    while (performance.now() < until) {
      answers.push(await call(number % 2 === 0 ? '/decide' : '/inbound'))
    }
  }
  const all = Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => connection(number)))
  if (fault === 'redis restarts') {
    await redis.kill()
    await new Promise((done) => setTimeout(done, share / 2))
    await redis.start()
  }
  await all
  const times = answers.map(({ time }) => time).sort((a, b) => a - b)
  const count = (name) => answers.filter(({ became }) => became === name).length
  rows.push({
    fault,
    answered: answers.length,
    decided: count('decided'),
    withheld: count('withheld'),
    'to be repeated': count('to be repeated'),
    late: count('late'),
    wrong: count('wrong'),
    lost: count('lost'),
    'ms, median': Math.round(times[Math.floor(times.length / 2)] ?? 0),
    'ms, longest': Math.round(times.at(-1) ?? 0),
    'memory, MB': Math.round(memoryOf(child.pid)),
  })
}
console.table(rows)
// On a machine that others use a late answer says more of them than of the server.
console.log(`load average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores`)
child.kill('SIGTERM')
await new Promise((done) => child.once('exit', done))
await Promise.all([redis.stop(), twilio.stop()])
process.exit(rows.some(({ wrong, lost, late }) => wrong + lost + late > 0) ? 1 : 0)
