import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linkPackage } from '../../examples/localRuntime.mjs'
import { projectFiles } from '../../src/cli/init/projectFiles.js'
import { runs } from '../runs.js'
import { call } from './world.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-init-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const files = (() => {
  const read = projectFiles()
  return read.ok ? read.value : []
})()
const paths = files.map(({ path }) => path)

let count = 0
const freshFolder = (): string => join(scratch, `p${count++}`)

const put = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

/**
 * Compiles a project's policy and runs tests of it by their names, as its `npm test` runs them all, in one process. That a
 * new project passes is seen where the package is packed.
 */
function runTests(folder: string, names: readonly string[]) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect([scripts.compile, scripts.test]).toEqual(['node local/compile.js', 'node --test'])
  const loaded = [
    'local/compile.js',
    ...readdirSync(join(folder, 'test')).map((one) => `test/${one}`),
  ]
  const code = loaded.map((path) => `require('./${path}')`).join('\n')
  return spawnSync(
    process.execPath,
    ['--test-reporter=tap', `--test-name-pattern=${names.join('|')}`, '-e', code],
    { cwd: folder, encoding: 'utf8', env },
  )
}

describe('countersign init', () => {
  test('writes every file, and says which', async () => {
    const folder = freshFolder()
    const { exit, stdout } = await call(['init', folder])
    expect([exit, JSON.parse(stdout)]).toEqual([0, { folder, files: paths }])
    expect(filesIn(folder)).toEqual([...paths].sort())
    for (const { path, text } of files) expect(readFileSync(join(folder, path), 'utf8')).toBe(text)
  })

  test('a file that is there is named, and nothing at all is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(paths, { minLength: 1, maxLength: 4 }), async (there) => {
        const folder = freshFolder()
        for (const path of there) put(folder, path, 'mine')
        const { exit, stdout, stderr } = await call(['init', folder])
        expect([exit, stdout]).toEqual([3, ''])
        for (const path of there) expect(stderr).toContain(`\`${path}\``)
        expect(filesIn(folder)).toEqual([...there].sort())
        for (const path of there) expect(readFileSync(join(folder, path), 'utf8')).toBe('mine')
      }),
      runs(10),
    )
  })

  test('other files of the folder stay as they are', async () => {
    const folder = freshFolder()
    put(folder, 'assets/logo.svg', 'mine')
    expect((await call(['init', folder])).exit).toBe(0)
    expect(readFileSync(join(folder, 'assets/logo.svg'), 'utf8')).toBe('mine')
  })

  test('--force replaces, and replaces a link without following it', async () => {
    const folder = freshFolder()
    const elsewhere = join(scratch, 'elsewhere.yaml')
    writeFileSync(elsewhere, 'mine')
    put(folder, 'README.md', 'mine')
    mkdirSync(join(folder, 'assets'))
    symlinkSync(elsewhere, join(folder, 'assets/policy.private.yaml'))
    expect((await call(['init', folder])).exit).toBe(3)
    expect((await call(['init', folder, '--force'])).exit).toBe(0)
    expect(filesIn(folder)).toEqual([...paths].sort())
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
  })

  test.each([[[]], [['--force']]])('a link in place of a folder is refused: %j', async (flags) => {
    const folder = freshFolder()
    const elsewhere = freshFolder()
    mkdirSync(folder)
    mkdirSync(elsewhere)
    symlinkSync(elsewhere, join(folder, 'functions'))
    const { exit, stderr } = await call(['init', folder, ...flags])
    expect(exit).toBe(3)
    expect(stderr).toContain('`functions`')
    expect([filesIn(elsewhere), existsSync(join(folder, 'README.md'))]).toEqual([[], false])
  })

  test('a folder in place of a file is refused, forced or not', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'package.json'), { recursive: true })
    expect((await call(['init', folder])).exit).toBe(3)
    expect((await call(['init', folder, '--force'])).exit).toBe(3)
    expect(filesIn(folder)).toEqual([])
  })

  test('a folder that cannot be made is refused', async () => {
    const file = join(scratch, 'file')
    writeFileSync(file, '')
    expect((await call(['init', join(file, 'below')])).exit).toBe(3)
  })

  test.each([[[]], [['']], [['a', 'b']], [['a', '--froce']]])(
    'wrong usage is told from wrong input: %j',
    async (args) => {
      expect((await call(['init', ...args])).exit).toBe(2)
    },
  )
})

// It runs programs, on a machine that may be busy.
describe('the project', { timeout: 180_000 }, () => {
  const folder = freshFolder()
  beforeAll(async () => {
    await call(['init', folder])
    linkPackage(folder)
  })

  test('asks for this version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    expect(dependencies.countersign).toBe(`^${version}`)
  })

  test('its own tests notice a policy that opens more, and a flow that was not written again', () => {
    const spoiled = freshFolder()
    for (const { path, text } of files) put(spoiled, path, text)
    linkPackage(spoiled)
    const policy = 'assets/policy.private.yaml'
    const loose = readFileSync(join(spoiled, policy), 'utf8').replace(
      'full: { write: verified, read: verified, maxAge: 1h }',
      'full: { write: recognized, read: recognized }',
    )
    put(spoiled, policy, loose)
    const noticing = [
      'a number on file is recognized, not verified',
      'the invariants of the policy hold',
      'flow.json is what the policy',
    ]
    const run = runTests(spoiled, noticing)
    expect(run.status).not.toBe(0)
    for (const name of noticing)
      expect(run.stdout).toMatch(new RegExp(`^not ok \\d+ - ${name}`, 'm'))
  })

  /** A new project, or a copy of another, with files put in place of its own; what is put as `null` is not there. */
  const projectWith = (
    changes: Readonly<Record<string, string | null>>,
    other?: string,
  ): string => {
    const project = freshFolder()
    if (other === undefined) for (const { path, text } of files) put(project, path, text)
    else cpSync(other, project, { recursive: true, verbatimSymlinks: true })
    if (other === undefined) linkPackage(project)
    for (const [path, text] of Object.entries(changes))
      if (text === null) rmSync(join(project, path))
      else put(project, path, text)
    return project
  }
  const runIn = (project: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' })

  /** What the functions of each project answer as it stands, to a number on file, and what they log of it. */
  const askIn = (projects: readonly string[]) => {
    const who = `{ channel: 'sms', address: '+14155550100', conversation: 'CH01', readers: '[]' }`
    const code = `void (async () => {
      for (const project of ${JSON.stringify(projects)}) {
        const { call, sent } = require(project + '/local/runtime')
        const decided = await call('decide', ${who})
        const started = await call('verify-start', { ...${who}, method: 'verify_sms' })
        const checked = await call('verify-check', { ...${who}, code: '123456' })
        console.log(JSON.stringify({ decided, started, checked, sent: sent.length }))
        console.error('--')
      }
    })()`
    const { stdout, stderr } = runIn(folder, '-e', code)
    const said = stderr.split('--\n')
    return stdout
      .trim()
      .split('\n')
      .map((line, at) => ({ ...JSON.parse(line), said: said[at] ?? '' }))
  }
  const withheld = { status: 'withheld', ok: 'false', reason: 'policy_invalid', ledger: '' }
  const decided = { ...withheld, rank: '0', level: 'anonymous' }
  const nothingFor = (reason: string) => ({
    ...{ decided, started: withheld, checked: withheld, sent: 0 },
    said: expect.stringContaining(reason),
  })
  const POLICY = 'assets/policy.private.yaml'
  const policyText = files.find(({ path }) => path === POLICY)?.text ?? ''
  const STRICTER = policyText.replace('masked: { write: recognized', 'masked: { write: verified')

  describe('its policy', () => {
    const [base, pack] = ['assets/base.private.yaml', 'assets/house.private.yaml']
    const house = 'pack: house\nrisk: { quarantine: 30d }\n'
    const COMPILED = 'assets/policy.private.json'
    let [compiled, brand, again] = ['', '', '']
    // As `npm run compile` does it, in one process for all.
    beforeAll(() => {
      compiled = projectWith({ [POLICY]: STRICTER })
      brand = projectWith({
        [base]: policyText,
        [pack]: house,
        [POLICY]:
          'extends: base.private.yaml\npolicy: brand\nversion: 1\npacks: [./house.private.yaml]\ninherit: [tests]\n',
      })
      again = projectWith({ [COMPILED]: null })
      const code = [compiled, brand, again].map((one) => `require('${one}/local/compile.js')`)
      expect(runIn(folder, '-e', code.join('\n'))).toMatchObject({ status: 0, stderr: '' })
    })

    test('compiles to what init wrote', () => {
      const written = files.find(({ path }) => path === COMPILED)?.text
      expect(readFileSync(join(again, COMPILED), 'utf8')).toBe(written)
    })

    test('decides nothing where it, or what it extends, was not compiled again, rather than the old way', () => {
      expect(STRICTER).not.toBe(policyText)
      expect(runIn(brand, 'studio/write.js', '--draft')).toMatchObject({ status: 0, stderr: '' })
      const answers = askIn([
        projectWith({}),
        projectWith({ [POLICY]: STRICTER }),
        compiled,
        projectWith({ [COMPILED]: null }),
        projectWith({ [COMPILED]: '{"source":' }),
        brand,
        projectWith({ [base]: STRICTER }, brand),
        projectWith({ [pack]: house.replace('30d', '60d') }, brand),
        // Compiling again would not help here, so it is told as what it is.
        projectWith({ [base]: null }, brand),
        projectWith({ [pack]: null }, brand),
      ])
      expect(answers).toMatchObject([
        {
          decided: { status: 'decided', level: 'recognized' },
          checked: { status: 'approved' },
          sent: 1,
        },
        nothingFor('policy_stale'),
        { decided: { status: 'decided', disclose_orders: 'none' } },
        ...[nothingFor('policy_not_compiled'), nothingFor('policy_not_compiled')],
        { decided: { status: 'decided', level: 'recognized' } },
        ...[nothingFor('policy_stale'), nothingFor('policy_stale')],
        ...[nothingFor('base_not_given'), nothingFor('base_not_given')],
      ])
      // Why, for its author, and nothing of who wrote.
      expect(answers.map(({ said }) => said).join()).not.toContain('4155550')
    })
  })

  test('does not compile with what functions are not given: only private assets are', () => {
    expect(policyText).toContain('packs: [gdpr]')
    const open = projectWith({
      'assets/house.yaml': 'pack: house\nrisk: { quarantine: 30d }\n',
      [POLICY]: policyText.replace('packs: [gdpr]', 'packs: [gdpr, ./house.yaml]'),
    })
    const run = runIn(open, 'local/compile.js')
    expect(run.status).toBe(1)
    expect(run.stderr).toContain('missing_file')
  })

  const scripts = (): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  /** Calls what the project's script for its workflow says, in its folder. */
  const printWorkflow = () => {
    const [program, ...words] = scripts()['workflow']?.split(' ') ?? []
    expect(program).toBe('countersign')
    return call(words.map((word) => (/\.\w+$/.test(word) ? join(folder, word) : word)))
  }
  const writeFlow = () => {
    expect(scripts()['flow']).toBe('node studio/write.js')
    return runIn(folder, 'studio/write.js')
  }

  test('is not written into a workflow or a flow while SIDs are still to be filled in', async () => {
    const flow = readFileSync(join(folder, 'studio/flow.json'), 'utf8')
    const [workflow, written] = [await printWorkflow(), writeFlow()]
    expect([workflow.exit, workflow.stdout]).toEqual([3, ''])
    expect([written.status, written.stdout]).toEqual([1, ''])
    expect(workflow.stderr).toMatch(/`\/queues\/care`/)
    expect(written.stderr).toMatch(/\/functions\/verify-check /)
    expect(readFileSync(join(folder, 'studio/flow.json'), 'utf8')).toBe(flow)
  })

  // That npm adds nothing to what a script prints is seen where the project is started.
  test('prints JSON alone for its workflow, once they are, and writes its flow', async () => {
    const sids = readFileSync(join(folder, 'sids.json'), 'utf8')
    put(
      folder,
      'sids.json',
      sids.replaceAll(/0{32}/g, `${'0'.repeat(31)}7`).replace('-0000-', '-1234-'),
    )
    const { exit, stdout } = await printWorkflow()
    expect([exit, JSON.parse(stdout).task_routing.filters.length >= 3]).toEqual([0, true])
    expect(writeFlow().status).toBe(0)
    expect(readFileSync(join(folder, 'studio/flow.json'), 'utf8')).toContain(
      'https://my-business-1234-dev.twil.io/decide',
    )
    put(folder, 'sids.json', sids)
  })

  test('is laid out as Twilio’s toolkit reads it, and only what a page calls is public', async () => {
    const require = createRequire(import.meta.url)
    const toolkit = createRequire(require.resolve('twilio-run/package.json'))
    const { fsHelpers } = toolkit('@twilio-labs/serverless-api')
    const found = await fsHelpers.getListOfFunctionsAndAssets(folder, {})
    const access = (list: readonly { name: string; access: string }[]) =>
      list.map(({ name, access: of }) => `${name} ${of}`).sort()
    expect(access(found.functions)).toEqual([
      '/attest public',
      '/decide protected',
      '/redact-message protected',
      '/setup private',
      '/verify-check protected',
      '/verify-start protected',
      '/webchat-start public',
      '/webchat-token public',
    ])
    expect(access(found.assets)).toEqual([
      '/customers.json private',
      '/policy.json private',
      '/policy.yaml private',
    ])
  })
})
