// One command for everything on this machine: Redis, a stand-in for Twilio, and the server. Ctrl-C ends it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startFakeTwilio } from '../fakeTwilio.mjs'
import { redisCommand, startRedis } from '../localRedis.mjs'

if (redisCommand() === null) {
  process.stderr.write('redis-server is not on this machine: install the package of that name\n')
  process.exit(2)
}
// A working copy is built first; what is installed is built, and `npm install` in this folder brings what the server uses.
const workingCopy = new URL('../../test/prepare.mjs', import.meta.url)
if (existsSync(workingCopy)) {
  const { prepare, prepareExamples } = await import(workingCopy)
  prepare({ build: true })
  await prepareExamples()
}
const redis = await startRedis()
const twilio = await startFakeTwilio({ code: '123456' })
const sid = (prefix) => `${prefix}${'0'.repeat(32)}`
const server = spawn(process.execPath, [join(import.meta.dirname, 'server.mjs')], {
  // Nothing of this machine's environment reaches the server, so that a real token never can.
  env: {
    PATH: process.env.PATH,
    PORT: process.env.PORT ?? '0',
    REDIS_URL: redis.url,
    TWILIO_API: twilio.url,
    PUBLIC_ORIGIN: 'https://hooks.example.com',
    ACCOUNT_SID: sid('AC'),
    AUTH_TOKEN: '0'.repeat(32),
    VERIFY_SERVICE_SID: sid('VA'),
    LEDGER_KEYS: 'k1:a secret of this example - thirty-two bytes or more',
  },
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill('SIGTERM'))
server.once('exit', async (code) => {
  await Promise.all([redis.stop(), twilio.stop()])
  process.exit(code ?? 1)
})
