import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const READY_WITHIN = 30_000
const STOP_WITHIN = 5_000

/**
 * Serves a Twilio Functions project with Twilio's own local runtime on a free port of this machine, and waits until
 * it answers. `stop` ends it and waits for its end; it also ends with this process.
 */
export async function startRuntime({ project, env = {}, flags = [] }) {
  linkPackage(project)
  const port = await freePort()
  const require = createRequire(join(ROOT, 'package.json'))
  const command = join(dirname(require.resolve('twilio-run/package.json')), 'bin/twilio-run.js')
  const args = ['start', '--cwd', project, '--port', String(port), '--load-local-env', ...flags]
  const child = spawn(process.execPath, [command, ...args], {
    // Nothing of this machine's environment reaches the functions, so that a real token never can.
    env: { PATH: process.env.PATH, NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1', CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-100_000)
    })
  }
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const ended = new Promise((done) => child.once('exit', done))
  const stop = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(end, STOP_WITHIN)
    await ended
    clearTimeout(timer)
    process.removeListener('exit', end)
  }
  const url = `http://127.0.0.1:${port}`
  if (!(await isReady(url, child))) {
    await stop()
    throw new Error(`twilio-run did not start:\n${log}`)
  }
  return { url, stop, log: () => log }
}

/** Calls a function as Studio's Run Function widget does: form-encoded, every value a string. */
export async function callAsStudio(url, parameters, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(parameters).toString(),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type') ?? '', text }
}

/**
 * Lets the project `require('countersign/functions')` from this working copy, as an install from a folder does, and the
 * `twilio` that is installed here.
 */
export function linkPackage(project) {
  linkTo(ROOT, join(project, 'node_modules', 'countersign'))
  linkTo(join(ROOT, 'node_modules', 'twilio'), join(project, 'node_modules', 'twilio'))
}

function linkTo(place, link) {
  if (existsSync(link)) return
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  try {
    symlinkSync(place, link, 'junction')
  } catch (error) {
    // Another start was quicker.
    if (error.code !== 'EEXIST') throw error
  }
}

async function isReady(url, child) {
  const until = Date.now() + READY_WITHIN
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => null)
    if (answer !== null) return true
    await new Promise((done) => setTimeout(done, 50))
  }
  return false
}

/** A port of this machine that nobody uses. */
export const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
