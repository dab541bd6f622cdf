// Brings a fresh clone to where anything can run: dependencies as the lock file says, and a build.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const commandOf = (name) => {
  const local = join(root, 'node_modules', '.bin', name)
  return existsSync(local) ? local : name
}

/** Runs a tool of the project, shows what it prints, and gives its exit code. */
export const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(commandOf(command), args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
  })
  if (error) process.stderr.write(`${command}: ${error.code}\n`)
  return status ?? 1
}

/** Runs a tool as `run` does, and meanwhile lets others run. */
export const runBeside = (command, args, options = {}) =>
  new Promise((done) => {
    const child = spawn(commandOf(command), args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', ({ code }) => process.stderr.write(`${command}: ${code}\n`))
    child.on('close', (status) => done(status ?? 1))
  })

/**
 * Runs several tools one after another, each with a title. Gives how each ended, with what it printed: nothing of it is
 * shown yet, because others may be printing.
 */
export const runInTurn = async ([first, ...rest]) =>
  first === undefined ? [] : [await runOne(first), ...(await runInTurn(rest))]

/** Shows what tools printed that were run in turn, and gives the titles of those that failed. */
export const showEnded = (ended) => {
  for (const { title, text } of ended) process.stdout.write(`\n> ${title}\n${text}`)
  return ended.filter(({ isGood }) => !isGood).map(({ title }) => title)
}

const runOne = ([title, command, args, options = {}]) =>
  new Promise((done) => {
    const child = spawn(commandOf(command), args, { cwd: root, ...options })
    let text = ''
    const note = (part) => {
      text += part
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.on('error', ({ code }) => note(`${command}: ${code}\n`))
    child.on('close', (status) => done({ title, text, isGood: status === 0 }))
  })

const lockOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}

// npm writes what it installed to a lock file of its own; the two agree when the install is whole.
const isInstalled = () => {
  const wanted = lockOf('package-lock.json')
  const found = lockOf('node_modules/.package-lock.json')
  if (wanted === null || found === null) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || found[path]?.version === version,
  )
}

const newestIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs),
      0,
    )

const isBuilt = () => {
  const built = join(root, 'dist', 'cli.js')
  if (!existsSync(built)) return false
  const sources = Math.max(
    newestIn(join(root, 'src')),
    statSync(join(root, 'tsup.config.ts')).mtimeMs,
    statSync(join(root, 'package.json')).mtimeMs,
  )
  return statSync(built).mtimeMs > sources
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error']

/**
 * Installs what a folder's lock file says. Where a registry lacks builds for other platforms `npm ci` refuses the lock
 * file whole; a plain install takes the same versions and leaves those builds out.
 */
export const install = (cwd) =>
  run('npm', ['ci', ...QUIET], { cwd, stdio: 'ignore' }) === 0 ||
  run('npm', ['install', '--no-save', ...QUIET], { cwd }) === 0

/** The step that builds, where what is built is older than its sources; else none. */
export const buildSteps = () => (isBuilt() ? [] : [['build', 'tsup', ['--silent']]])

/** Installs what is missing and, when asked, builds what is older than its sources. Ends the process on failure. */
export function prepare({ build }) {
  if (!isInstalled()) {
    process.stderr.write('installing dependencies\n')
    if (!install(root)) process.exit(1)
  }
  if (build && !isBuilt()) {
    process.stderr.write('building\n')
    if (run('tsup', ['--silent']) !== 0) process.exit(1)
  }
}

/** Examples that have dependencies of their own, which tests run with. */
const EXAMPLES = ['bulk', 'names', 'self-hosted']

/**
 * Installs what the examples use and the library does not, once, all beside each other: npm waits for the registry most
 * of the time. Ends the process on failure.
 */
export async function prepareExamples() {
  const installed = await Promise.all(EXAMPLES.map(installExample))
  if (!installed.every(Boolean)) process.exit(1)
}

async function installExample(name) {
  const folder = join(root, 'examples', name)
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isThere = (one) => existsSync(join(folder, 'node_modules', one, 'package.json'))
  if (Object.keys(dependencies).every(isThere)) return true
  process.stderr.write(`installing what examples/${name} uses\n`)
  const args = ['install', '--no-package-lock', ...QUIET]
  return (await runBeside('npm', args, { cwd: folder })) === 0
}

/** What tests run with and npm does not bring, by the names that Debian has for it: one is enough, the first is the best. */
const PROGRAMS = [['chromium-headless-shell', 'chromium'], ['redis-server']]

/**
 * Brings Debian's Chromium and Redis to a machine where that can be done without asking: root, with apt-get. Elsewhere
 * the tests in a browser, or with a server of Redis, show as skipped.
 */
export function preparePrograms() {
  const isThere = (name) => existsSync(`/usr/bin/${name}`)
  for (const names of PROGRAMS) {
    if (names.some(isThere) || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) continue
    process.stderr.write(`installing ${names[0]}\n`)
    if (!names.some(addPackage)) process.stderr.write(`${names[0]} could not be installed\n`)
  }
}

/** Adds a package of Debian; false where that could not be done. */
function addPackage(name) {
  const quiet = { stdio: ['ignore', 'ignore', 'ignore'] }
  const added = ['install', '-y', '--no-install-recommends', name]
  const isAdded = () => run('apt-get', added, quiet) === 0
  return isAdded() || (run('apt-get', ['update'], quiet) === 0 && isAdded())
}
