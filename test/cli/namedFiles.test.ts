import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadCommands } from '../../src/cli/commands/index.js'
import { optionsOf } from '../../src/cli/help.js'
import { ownFolder } from './ownFolder.js'
import { call } from './world.js'

const { folder, file } = ownFolder('named')

const policy = resolve(import.meta.dirname, '../../examples/policies/retailer.yaml')
const workflow = file(
  'workflow.json',
  JSON.stringify({ task_routing: { filters: [], default_filter: { queue: 'care' } } }),
)
const SAID = JSON.stringify({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
})

/** What each command needs besides the option that is tried, and what comes in. */
const BESIDE: Readonly<Record<string, { argv: readonly string[]; stdin?: string }>> = {
  decide: { argv: [], stdin: SAID },
  explain: { argv: [], stdin: SAID },
  expr: { argv: ['a == 1'] },
  lint: { argv: [policy] },
  redact: { argv: ['--text', '--audience', 'customer'], stdin: 'where is my order?' },
  report: { argv: [policy, '-o', join(folder, 'report.html')] },
  review: { argv: [policy] },
  route: { argv: ['--workflow', workflow], stdin: '{}' },
  scan: { argv: [], stdin: 'where is my order?' },
  sids: { argv: ['--policy', policy] },
  workflow: { argv: ['--policy', policy] },
}

// A page is made beside the scripts of the built program, and SIDs are written into a file that may be new.
const ELSEWHERE = ['report --sids', 'sids --into']
// Any text is values, one a line.
const ANY_TEXT = ['redact --allow']

/** Every option of every command that names a file to read. */
const commands = await loadCommands()
const OPTIONS = Object.values(commands)
  .flatMap((command) =>
    Object.entries(optionsOf(command)).flatMap(([option, { type, isWritten, summary }]) =>
      type === 'string' && isWritten !== true && /\bfile\b|^Check this/i.test(summary)
        ? [[command.name, option] as const]
        : [],
    ),
  )
  .filter(([name, option]) => !ELSEWHERE.includes(`${name} --${option}`))

const withFile = (name: string, option: string, path: string) => {
  const beside = BESIDE[name]
  if (beside === undefined) throw new TypeError(`what does ${name} need?`)
  // What is tried takes the place of what the command needs.
  const at = beside.argv.indexOf(`--${option}`)
  const rest = at < 0 ? beside.argv : beside.argv.toSpliced(at, 2)
  return call([name, ...rest, `--${option}`, path], beside.stdin)
}

test.each(OPTIONS)(
  '%s --%s names a file that is not there, and answers nothing',
  async (name, option) => {
    const path = join(folder, 'nowhere.json')
    const { exit, stdout, stderr } = await withFile(name, option, path)
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toContain('nowhere.json')
  },
)

test.each(OPTIONS.filter(([name, option]) => !ANY_TEXT.includes(`${name} --${option}`)))(
  '%s --%s names a file that cannot be read, and repeats nothing of it',
  async (name, option) => {
    const path = file('broken.json', '{"zanzibar7731": [')
    const { exit, stdout, stderr } = await withFile(name, option, path)
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toContain('broken.json')
    expect(stderr).not.toContain('zanzibar7731')
  },
)
