import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type CommandServer, serveCommands } from './cli/commandServer.js'
import { call } from './cli/world.js'
import { POLICY, PROJECT } from './newProject.js'

const read = (file: string): string => readFileSync(file, 'utf8')
interface JobStep {
  readonly name?: string
  readonly run?: string
  readonly if?: string
}

interface GithubWorkflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: { readonly diff: { readonly steps: readonly JobStep[] } }
}

const ofProject: GithubWorkflow = parse(read(join(PROJECT, '.github/workflows/policy.yml')))
const ofRepository: GithubWorkflow = parse(read('.github/workflows/policies.yml'))
const FILE = 'assets/policy.private.yaml'

const put = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A base that a policy may extend, and the policy that does. */
const BASE = 'assets/base.private.yaml'
const BRAND = 'extends: base.private.yaml\npolicy: brand\nversion: 1\n'

// The commands are run in this process, for shells that are the real ones.
let server: CommandServer
beforeAll(async () => {
  server = await serveCommands()
})
afterAll(() => server.stop())

/** Runs a shell in a repository, and gives its exit code. */
const runShell = (
  folder: string,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<number | null> =>
  new Promise((done) => {
    const PATH = `${join(folder, 'node_modules/.bin')}:${process.env['PATH']}`
    const env = { ...process.env, ...more, PATH }
    spawn('bash', words, { cwd: folder, env, stdio: 'ignore' }).on('close', done)
  })

/** A repository whose policy was changed, with the program where an install puts it, and files that lie beside it. */
function repository(
  before: string | null,
  after: string,
  file = FILE,
  beside: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-pull-'))
  const git = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-C', folder, ...args],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ).trim()
  git('init', '-q')
  put(folder, 'README.md', 'a project')
  for (const [path, text] of Object.entries(beside)) put(folder, path, text)
  if (before !== null) put(folder, file, before)
  git('add', '.')
  git('commit', '-qm', 'before')
  put(folder, file, after)
  git('add', '.')
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  symlinkSync(resolve('dist'), join(folder, 'dist'))
  server.put(join(folder, 'node_modules/.bin/countersign'))
  // What npm's own does with a program that is installed, without the half second that it takes.
  const npx = '#!/bin/sh\nname=$1; shift; exec "$PWD/node_modules/.bin/$name" "$@"\n'
  writeFileSync(join(folder, 'node_modules/.bin/npx'), npx, { mode: 0o755 })
  return { folder, base: git('rev-parse', 'HEAD') }
}

/** Runs the step that compares, as the runner does, and gives what it leaves. */
async function compare(
  workflow: GithubWorkflow,
  before: string | null,
  after: string,
  file = FILE,
  beside: Readonly<Record<string, string>> = {},
) {
  const { folder, base } = repository(before, after, file, beside)
  const { steps } = workflow.jobs.diff
  const { run = '' } = steps.find(({ name }) => name === 'What is decided otherwise') ?? {}
  const summary = join(folder, 'summary.md')
  const more = { BASE: base, GITHUB_STEP_SUMMARY: summary }
  const status = await runShell(folder, ['-e', '-c', run], more)
  return { status, said: read(join(folder, 'diff.md')), summary: read(summary) }
}

const LOOSER = POLICY.replace(
  'full: { write: verified, read: verified, maxAge: 1h }',
  'full: { write: recognized, read: recognized }',
)

describe('the workflow of a new project', { timeout: 60_000 }, () => {
  test('says on a pull request what the changed policy decides otherwise', async () => {
    const { status, said, summary } = await compare(ofProject, POLICY, LOOSER)
    expect(status).toBe(0)
    expect(said).toContain('orders')
    expect(said).toMatch(/looser/i)
    expect(summary).toBe(said)
  })

  test('compares a policy that extends another with what it was, on what it stood', async () => {
    const { status, said } = await compare(
      ofProject,
      BRAND,
      `${BRAND}classes: { orders: { full: never } }\n`,
      FILE,
      {
        [BASE]: POLICY,
      },
    )
    expect([status, said]).toEqual([0, expect.stringMatching(/stricter \| orders/)])
  })

  test('says that a policy is new', async () => {
    expect(await compare(ofProject, null, POLICY)).toMatchObject({
      status: 0,
      said: 'A policy where there was none.\n',
    })
  })
})

describe('the workflow of this repository', { timeout: 60_000 }, () => {
  const file = 'examples/policies/shop.yaml'

  test('says of each changed policy of the examples what it decides otherwise', async () => {
    const { status, said, summary } = await compare(ofRepository, POLICY, LOOSER, file)
    expect([status, summary]).toEqual([0, said])
    expect(said).toMatch(new RegExp(`^## ${file}\\n[^]*looser`, 'i'))
  })

  test('says that one is new', async () => {
    const { said } = await compare(ofRepository, null, POLICY, file)
    expect(said).toBe(`## ${file}\nA policy where there was none.\n`)
  })
})

test.each([
  ['a new project', ofProject, FILE],
  ['this repository', ofRepository, 'examples/policies/shop.yaml'],
])(
  'the workflow of %s says that a policy could not be compared, and fails after it has',
  { timeout: 60_000 },
  async (_, workflow, file) => {
    const { status, said, summary } = await compare(workflow, POLICY, 'policy: [', file)
    expect(status).not.toBe(0)
    expect(said).toContain('Not all of it could be compared.')
    expect(summary).toBe(said)
    const { if: when } =
      workflow.jobs.diff.steps.find(({ name }) => name === 'Say so on the pull request') ?? {}
    expect(when).toMatch(/^always\(\)/)
  },
)

test.each([
  ['a new project', ofProject],
  ['this repository', ofRepository],
])(
  'the workflow of %s may read the code and write to the pull request, and runs nothing that a stranger wrote',
  (_, workflow) => {
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
    // Run for the target, a stranger's code would see the target's secrets.
    expect(Object.keys(workflow.on)).toEqual(['pull_request'])
    for (const { run = '' } of workflow.jobs.diff.steps) expect(run).not.toContain('${{')
  },
)

describe('before a commit', { timeout: 60_000 }, () => {
  const { repos } = parse(read(join(PROJECT, '.pre-commit-config.yaml')))
  const [hook] = repos[0].hooks
  const runHook = (text: string) => {
    const { folder } = repository(null, text)
    const line = `${hook.entry} ${hook.args.join(' ')}`
    return runShell(folder, ['-c', line])
  }

  test('a policy that keeps its promises passes, and one that does not is stopped', async () => {
    for (const file of [FILE, BASE]) expect(new RegExp(hook.files).test(file)).toBe(true)
    expect([hook.args, hook.pass_filenames]).toEqual([[FILE], false])
    expect(await runHook(POLICY)).toBe(0)
    expect(await runHook(LOOSER)).not.toBe(0)
  })

  test('each hook of the repository is a command that takes several policies', async () => {
    const hooks: readonly { readonly entry: string; readonly files: string }[] = parse(
      read('.pre-commit-hooks.yaml'),
    )
    expect(hooks.length).toBeGreaterThan(0)
    for (const { entry, files } of hooks) {
      const policies = ['examples/policies/retailer.yaml', join(PROJECT, FILE)]
      const [, ...args] = entry.split(' ')
      expect((await call([...args, ...policies])).exit).toBe(0)
      for (const file of ['policy.yaml', FILE, 'teams/policy-eu.yml'])
        expect(new RegExp(files).test(file)).toBe(true)
      expect(new RegExp(files).test('docs/notes.yaml')).toBe(false)
    }
  })
})
