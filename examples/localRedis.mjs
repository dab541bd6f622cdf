import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './localRuntime.mjs'

const READY_WITHIN = 10_000

/** Tells whether this machine has a Redis or Valkey server, and under which name; `null` where it has none. */
export const redisCommand = () =>
  ['redis-server', 'valkey-server'].find(
    (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0,
  ) ?? null

/**
 * Starts a server of its own on a free port of this machine, and waits until it answers. It keeps what it was told, as
 * counts need it: nothing is evicted, and every write is on disk before it is answered, so `kill` and `start` lose none.
 * `more` sets it otherwise. `stop` ends it and takes its files away.
 */
export async function startRedis(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const settings = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    ...more,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  let child = null
  const start = async () => {
    child = spawn(redisCommand() ?? 'redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    await untilReady(child)
  }
  const end = () => child?.kill('SIGKILL')
  const kill = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    end()
    await ended
  }
  process.once('exit', end)
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => child.pid,
    start,
    kill,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await kill()
      process.removeListener('exit', end)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const untilReady = (child) =>
  new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error('redis did not start')), READY_WITHIN)
    child.once('error', failed)
    child.once('exit', () => failed(new Error('redis ended')))
    child.stdout.setEncoding('utf8').on('data', (text) => {
      if (!/Ready to accept connections/.test(text)) return
      clearTimeout(timer)
      done()
    })
  })
