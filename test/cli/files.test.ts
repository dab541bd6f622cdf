import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/commands/index.js'
import { projectFiles } from '../../src/cli/init/projectFiles.js'
import { runs } from '../runs.js'
import {
  buildProgram,
  buildWriters,
  callWithPages,
  killWhileWriting,
  runProgram,
  stopBeforeEach,
} from './program.js'
import { type CommandResult, call, callAround } from './world.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-files-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const root = resolve(import.meta.dirname, '../..')

/** As little as every writer has something to write of, and `mutate` few changes to make: each takes it longer than all else here. */
const POLICY = `policy: small
version: 1
classes:
  money: { full: anonymous }
routes:
  - { id: general, queue: front, priority: 3 }
tests:
  - name: a stranger hears all there is
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, money: full, route: general }
`

let count = 0
const freshFolder = (): string => {
  const folder = join(scratch, `f${count++}`)
  mkdirSync(folder)
  return folder
}

/** One way in which the command line writes one file. */
interface Writer {
  readonly name: string
  readonly argv: (policy: string, target: string) => readonly string[]
  /** Whether the file that is written is the one that is read. */
  readonly inPlace?: boolean
  /** Whether it reads no file of the caller's. */
  readonly readsNothing?: boolean
  /** Whether it makes a page, which takes as long as thirty calls of the others, to be written as theirs is. */
  readonly isPage?: boolean
}

const writers: readonly Writer[] = [
  { name: 'migrate', argv: (policy, target) => ['migrate', policy, '-o', target] },
  { name: 'compile', argv: (policy, target) => ['compile', policy, '-o', target] },
  { name: 'report', argv: (policy, target) => ['report', policy, '-o', target], isPage: true },
  {
    name: 'review',
    argv: (policy, target) => [
      'review',
      policy,
      '--name',
      'Ada',
      '--role',
      'officer',
      '--date',
      '2026-11-22',
      '-o',
      target,
    ],
  },
  {
    name: 'playground',
    argv: (_policy, target) => ['playground', '-o', target],
    readsNothing: true,
    isPage: true,
  },
  { name: 'test', argv: (policy, target) => ['test', policy, '--lcov', target] },
  { name: 'mutate', argv: (_policy, target) => ['mutate', target, '--write'], inPlace: true },
]

let program = ''
let writing = ''
beforeAll(() => {
  program = buildProgram()
  writing = buildWriters(scratch)
})

const OLD = 'what was there before\n'

/** A folder with a policy and a file to write to, which is the policy itself where a command writes that. */
function stage(writer: Writer, folder = freshFolder()) {
  const policy = join(folder, 'policy.yaml')
  const target = writer.inPlace === true ? policy : join(folder, 'target')
  writeFileSync(policy, POLICY)
  if (target !== policy) writeFileSync(target, OLD)
  return { folder, policy, target, argv: writer.argv(policy, target), before: readFileSync(target) }
}

/** Runs a call to its end in this process. */
const run = (argv: readonly string[]): Promise<CommandResult> => callWithPages(program, argv)

/** What a writer makes of the file, where nothing is in its way. */
async function madeBy(writer: Writer): Promise<Buffer> {
  const known = made.get(writer.name)
  if (known !== undefined) return known
  const { argv, target } = stage(writer)
  const { exit, stderr } = await run(argv)
  if (exit !== 0) throw new Error(`${writer.name}: ${stderr}`)
  const bytes = readFileSync(target)
  made.set(writer.name, bytes)
  return bytes
}

const made = new Map<string, Buffer>()

test('every command that writes files is in the table, and writes in one place only', () => {
  const folder = join(root, 'src/cli')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  const writes =
    /import \{[^}]*\b(?:writeFile|appendFile|createWriteStream|rename|copyFile|truncate|open|rm)\w*\b[^}]*\} from 'node:fs/
  const direct = sources.filter(({ file, text }) => !file.startsWith('files/') && writes.test(text))
  expect(direct.map(({ file }) => file)).toEqual([])
  const saving = sources
    .filter(({ file, text }) => file.startsWith('commands/') && text.includes("'../files/"))
    .map(({ file }) => file.slice('commands/'.length, -'.ts'.length))
  // `init` writes a folder, and `sids` asks an account first: each has tests of its own.
  expect(saving.sort()).toEqual([...writers.map(({ name }) => name), 'init', 'sids'].sort())
  expect(commandNames).toEqual(expect.arrayContaining(saving))
})

describe.each(writers)('$name', (writer) => {
  test('keeps the mode, and a link that leads to the file, and leaves nothing beside it', async () => {
    const { folder, target, policy, before } = stage(writer)
    chmodSync(target, 0o640)
    symlinkSync(relative(folder, target), join(folder, 'link'))
    expect((await run(writer.argv(policy, join(folder, 'link')))).exit).toBe(0)
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
    expect(lstatSync(target).isFile()).toBe(true)
    expect(statSync(target).mode & 0o7777).toBe(0o640)
    expect(readFileSync(target).equals(before)).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(
      [...new Set(['link', 'policy.yaml', relative(folder, target)])].sort(),
    )
  })

  test('leaves what is there on a full disk, and says that it is full', async () => {
    await onSmallDisk(async (disk) => {
      const { target, argv, before, folder } = stage(writer, disk)
      fill(disk)
      const { exit, stderr } = await run(argv)
      expect(exit).toBe(3)
      expect(stderr).toContain(FULL)
      expect(readFileSync(target).equals(before)).toBe(true)
      expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([])
    })
  })

  test('refuses a folder in place of the file', async () => {
    const { argv, target, policy } = stage(writer)
    if (target === policy)
      return expect((await call(['mutate', freshFolder(), '--write'])).exit).toBe(3)
    rmSync(target)
    mkdirSync(target)
    expect((await call(argv)).exit).toBe(3)
    expect(readdirSync(target)).toEqual([])
  })
})

describe.each(writers.filter(({ isPage }) => isPage !== true))('$name', (writer) => {
  test('writes the same whether the file was there or not', async () => {
    const { policy, argv, target } = stage(writer)
    if (target !== policy) rmSync(target)
    expect((await run(argv)).exit).toBe(0)
    expect(existsSync(target)).toBe(true)
    if (writer.name !== 'test') expect(readFileSync(target).equals(await madeBy(writer))).toBe(true)
  })

  test('shows the same under every name of the file', async () => {
    const { folder, argv, target, before } = stage(writer)
    linkSync(target, join(folder, 'second'))
    expect((await run(argv)).exit).toBe(0)
    expect(readFileSync(target).equals(before)).toBe(false)
    expect(readFileSync(join(folder, 'second')).equals(readFileSync(target))).toBe(true)
  })

  test('leaves a file with two names as it is on a full disk', async () => {
    await onSmallDisk(async (disk) => {
      const { target, argv } = stage(writer, disk)
      // All but a few bytes of the page that it has: what is written needs another.
      const before = readFileSync(target, 'utf8').padEnd(4_090, '#')
      writeFileSync(target, before)
      linkSync(target, join(disk, 'second'))
      fill(disk)
      const { exit } = await run(argv)
      const isShorter = exit === 0 && readFileSync(target).length < before.length
      expect(isShorter || [exit, readFileSync(target, 'utf8')].join() === `3,${before}`).toBe(true)
    })
  })
})

// What a command adds to its writing is its text alone: one of them is stopped in the middle of it.
test('compile leaves what is there when it is stopped while writing', async () => {
  const [, compile = writers[0]] = writers
  if (compile?.name !== 'compile') return expect.unreachable('no compile')
  const { folder, argv, target, before } = stage(compile)
  const whole = await madeBy(compile)
  // A file larger than the limit ends a program, or fails to be written: either way in its middle.
  const limit = Math.max(0, Math.floor(whole.length / 1_024) - 1)
  const { exit } = runProgram(program, argv, limit)
  expect(exit).not.toBe(0)
  expect(readFileSync(target).equals(before)).toBe(true)
  expect(readdirSync(folder).length).toBeLessThanOrEqual(3)
})

test('compile leaves what is there when it is killed with half of it written', () => {
  const [, compile = writers[0]] = writers
  if (compile?.name !== 'compile') return expect.unreachable('no compile')
  const { folder, argv, target, before } = stage(compile)
  expect(killWhileWriting(program, argv)).toBe('SIGKILL')
  expect(readFileSync(target).equals(before)).toBe(true)
  // What was half written lies beside it, under a name that nobody takes for the file's.
  const left = readdirSync(folder).filter((name) => !['policy.yaml', 'target'].includes(name))
  expect(left).toEqual([expect.stringMatching(/^\.countersign-.*\.tmp$/)])
})

/** More folders than anything here has changes to make on the disk. */
const MOST_CHANGES = 60

/** Stops something before each change that it makes, in a folder of its own, and gives what was found after each. */
function foundAfterEach<Found>(
  code: string,
  find: (folder: string) => Found,
  put: (folder: string) => void = () => undefined,
): readonly Found[] {
  const folders = Array.from({ length: MOST_CHANGES }, freshFolder)
  for (const folder of folders) put(folder)
  const changes = stopBeforeEach(folders, code)
  expect(changes).toBeGreaterThan(4)
  expect(changes).toBeLessThan(MOST_CHANGES)
  return folders.slice(0, changes).map(find)
}

test.each(['', OLD])(
  'a file holds all of the old or all of the new whenever it is killed: %j',
  (old) => {
    const found = foundAfterEach(
      `import { saveFile } from '${pathToFileURL(writing).href}'
        const act = (folder) => saveFile(folder + '/target', 'new')`,
      (folder) =>
        existsSync(join(folder, 'target')) ? readFileSync(join(folder, 'target'), 'utf8') : '',
      (folder) => {
        if (old !== '') writeFileSync(join(folder, 'target'), old)
      },
    )
    expect([...new Set(found)]).toEqual([old, 'new'])
  },
)

const FULL = 'the disk is full'

const fill = (disk: string): void => {
  const block = Buffer.alloc(1_024)
  for (let size = 0; size < 64; size++) {
    try {
      writeFileSync(join(disk, `filler${size}`), block)
    } catch {
      return
    }
  }
}

/** A disk of a few pages where this may be mounted; else the device that is always full stands in for the file. */
async function onSmallDisk(use: (disk: string) => Promise<void>): Promise<void> {
  const disk = freshFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24k', 'tmpfs', disk])
  if (mounted.status !== 0) {
    const policy = join(disk, 'policy.yaml')
    writeFileSync(policy, POLICY)
    const { exit, stderr } = await run(['compile', policy, '-o', '/dev/full'])
    expect([exit, stderr.includes(FULL)]).toEqual([3, true])
    return
  }
  try {
    await use(disk)
  } finally {
    spawnSync('umount', [disk])
  }
}

const reading = writers.filter(({ inPlace, readsNothing }) => !inPlace && !readsNothing)

describe.each(reading)('$name', (writer) => {
  test.each([
    ['by its name', (policy: string) => policy],
    ['by another spelling', (policy: string) => relative(process.cwd(), policy)],
    [
      'through a link',
      (policy: string) => {
        symlinkSync(policy, `${policy}.link`)
        return `${policy}.link`
      },
    ],
    [
      'by another name of the same file',
      (policy: string) => {
        linkSync(policy, `${policy}.second`)
        return `${policy}.second`
      },
    ],
  ])('refuses to write over what it reads, named %s', async (_, nameOf) => {
    const { policy } = stage(writer)
    const { exit, stderr } = await run(writer.argv(policy, nameOf(policy)))
    expect(exit).toBe(3)
    expect(stderr).toContain('this file is an input of the command')
    expect(readFileSync(policy, 'utf8')).toBe(POLICY)
  })
})

test.each(writers.filter(({ inPlace }) => !inPlace))(
  '$name tells what it cannot write before it reads anything',
  async ({ argv }) => {
    const folder = freshFolder()
    const target = join(folder, 'missing', 'target')
    // The policy is missing as well, and would be named by whoever looked for it.
    const { exit, stderr } = await call(argv(join(folder, 'nowhere.yaml'), target))
    expect(exit).toBe(3)
    expect(stderr).toContain('the file cannot be written')
    expect(stderr).not.toContain('nowhere.yaml')
  },
)

test.each(['--against', '--workflow', '--sids'])(
  'a report is not written over what %s names',
  async (option) => {
    const { folder, policy } = stage({ name: 'report', argv: () => [] })
    const other = join(folder, 'other')
    const content = option === '--against' ? POLICY : '{"task_routing":{"filters":[]}}'
    writeFileSync(other, content)
    const { exit } = await run(['report', policy, option, other, '-o', other])
    expect(exit).toBe(3)
    expect(readFileSync(other, 'utf8')).toBe(content)
  },
)

describe('mutate --write', () => {
  const anyChange = fc.constantFrom('edited', 'removed', 'replaced')

  test('leaves a file that was saved meanwhile as it was saved', async () => {
    await fc.assert(
      fc.asyncProperty(anyChange, async (change) => {
        const { policy } = stage({ name: 'mutate', argv: () => [], inPlace: true })
        const saved = `${POLICY}# saved meanwhile\n`
        const ended = await callAround(['mutate', policy, '--write'], () => {
          if (change !== 'edited') rmSync(policy, { force: true })
          if (change !== 'removed') writeFileSync(policy, saved)
        })
        expect(ended.exit).toBe(3)
        expect(ended.stderr).toContain('changed by somebody else in the meantime')
        if (change === 'removed') expect(readdirSync(join(policy, '..'))).toEqual([])
        else expect(readFileSync(policy, 'utf8')).toBe(saved)
      }),
      runs(3),
    )
  })

  test('adds rows and leaves every other byte: mark, line ends, the last line', async () => {
    const anyForm = fc.record({
      mark: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      ends: fc.boolean(),
      after: fc.constantFrom('', '# the end\n', '\n# a note\n\n', 'invariants: []\n'),
      tests: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(anyForm, async ({ mark, lineEnd, ends, after, tests }) => {
        const body = (tests ? POLICY : POLICY.slice(0, POLICY.indexOf('tests:'))) + after
        const text = (ends ? body : body.trimEnd()).replaceAll('\n', lineEnd)
        const policy = join(freshFolder(), 'policy.yaml')
        writeFileSync(policy, (mark ? '\ufeff' : '') + text)
        const ended = await call(['mutate', policy, '--write'])
        expect(ended.stderr).toMatch(/tests added/)
        const written = readFileSync(policy, 'utf8')
        expect(written.startsWith('\ufeff')).toBe(mark)
        // Every line of the old is there still, in the same order.
        const now = written.replace('\ufeff', '').split(lineEnd)
        let at = 0
        for (const line of text.trimEnd().split(lineEnd)) {
          at = now.indexOf(line, at) + 1
          expect(at).toBeGreaterThan(0)
        }
        expect(written.replaceAll('\r\n', '').includes('\r')).toBe(false)
        if (lineEnd === '\r\n') expect(written.replaceAll('\r\n', '')).not.toContain('\n')
        expect((await call(['mutate', policy])).exit).toBe(0)
      }),
      runs(6),
    )
  })

  test('keeps the mark and the line ends of JSON', async () => {
    const policy = join(freshFolder(), 'policy.json')
    const document = {
      policy: 'p',
      version: 1,
      classes: { a: { full: 'verified' } },
      routes: [{ id: 'r', queue: 'q' }],
    }
    const text = `\ufeff${JSON.stringify(document, null, '\t').replaceAll('\n', '\r\n')}\r\n`
    writeFileSync(policy, text)
    expect((await call(['mutate', policy, '--write'])).stderr).toMatch(/tests added/)
    const written = readFileSync(policy, 'utf8')
    expect(written.startsWith(text.slice(0, 40))).toBe(true)
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(written.endsWith('}\r\n')).toBe(true)
  })

  test('refuses a file whose bytes are no text, because they would be lost', async () => {
    const policy = join(freshFolder(), 'policy.yaml')
    const bytes = Buffer.concat([Buffer.from(`${POLICY}# `), Buffer.from([0xe9, 0x0a])])
    writeFileSync(policy, bytes)
    const { exit, stderr } = await call(['mutate', policy, '--write'])
    expect([exit, stderr.includes('not valid UTF-8')]).toEqual([3, true])
    expect(readFileSync(policy).equals(bytes)).toBe(true)
  })

  test('takes a file, not standard input', async () => {
    expect((await call(['mutate', '-', '--write'], POLICY)).exit).toBe(2)
  })
})

test('what is no file is written to as it is', () => {
  const { policy } = stage({ name: 'compile', argv: () => [] })
  const line = `"${process.execPath}" "${program}" compile "${policy}" -o /dev/stdout | cat`
  const { stdout } = spawnSync('bash', ['-c', line], { encoding: 'utf8' })
  expect(JSON.parse(stdout).name).toBe('small')
})

describe('init writes all or nothing', () => {
  const paths = (() => {
    const read = projectFiles()
    return read.ok ? read.value.map(({ path }) => path) : []
  })()
  const filesIn = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

  test('on a full disk no folder is left, not even one above', async () => {
    await onSmallDisk(async (disk) => {
      const { exit, stderr } = await run(['init', join(disk, 'a/b/c')])
      expect([exit, stderr.includes(FULL)]).toEqual([3, true])
      expect(filesIn(disk)).toEqual([])
    })
  })

  test.each([[[]], [['--force']]])('on a full disk a folder stays as it was: %j', async (flags) => {
    await onSmallDisk(async (disk) => {
      const there = flags.length === 0 ? 'notes.txt' : 'README.md'
      writeFileSync(join(disk, there), 'mine')
      expect((await run(['init', disk, ...flags])).exit).toBe(3)
      expect(filesIn(disk)).toEqual([there])
      expect(readFileSync(join(disk, there), 'utf8')).toBe('mine')
    })
  })

  test.each(['in a place that cannot be made', 'forced'])(
    'what was put in place is taken away again where one file cannot be: %s',
    async (way) => {
      const folder = freshFolder()
      // A device stands where nothing may be moved to, or from.
      const last = join(folder, paths.at(-1) ?? '')
      mkdirSync(join(last, '..'), { recursive: true })
      writeFileSync(join(folder, 'README.md'), 'mine')
      writeFileSync(last, 'mine')
      const before = filesIn(folder)
      const bound = spawnSync('mount', ['--bind', last, last])
      try {
        const { exit } = await call(['init', folder, ...(way === 'forced' ? ['--force'] : [])])
        expect(exit).toBe(bound.status === 0 || way !== 'forced' ? 3 : 0)
        if (exit === 3) expect(filesIn(folder)).toEqual(before)
        if (exit === 3) expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine')
      } finally {
        spawnSync('umount', [last])
      }
    },
  )

  test('a project is whole or not there whenever it is killed', () => {
    const files = ['a.txt', 'b/c.txt', 'b/d/e.txt'].map((path) => ({ path, text: path }))
    const found = foundAfterEach(
      `import { writeProject } from '${pathToFileURL(writing).href}'
        const act = (folder) => writeProject(folder + '/made/project', ${JSON.stringify(files)}, false)`,
      (folder) => {
        const project = join(folder, 'made/project')
        return existsSync(project) ? filesIn(project) : []
      },
    )
    const whole = [...files.map(({ path }) => path), 'b', 'b/d'].sort()
    const kinds = new Set(found.map((paths) => JSON.stringify(paths)))
    expect([...kinds]).toEqual(['[]', JSON.stringify(whole)])
  })
})
