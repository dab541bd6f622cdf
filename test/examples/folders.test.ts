import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testBlocks } from '../documentBlocks.js'

const root = resolve(import.meta.dirname, '../..')
const examples = join(root, 'examples')

// Guides are read, not run.
const folders = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'guides')
  .map(({ name }) => name)

const pageOf = (folder: string): string => {
  const file = join(examples, folder, 'README.md')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** The lines of the first block below `## Run it`. */
const commandsOf = (folder: string): readonly string[] =>
  (/^## Run it\n[\s\S]*?^```\w+\n([\s\S]*?)^```$/m.exec(pageOf(folder))?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '')

const scriptsIn = (folder: string): object =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts ?? {}

/** Whether what a command starts is there. */
function isThere(folder: string, command: string): boolean {
  const [program, first, , tested] = command.split(' ')
  if (program === 'node') return existsSync(join(root, String(first)))
  if (command.startsWith('npm test -- ')) return existsSync(join(root, 'test', `${tested}.test.ts`))
  const project = existsSync(join(examples, folder, 'package.json')) ? join(examples, folder) : root
  return program === 'npm' ? String(first) in scriptsIn(project) : program === 'countersign'
}

describe('every example', () => {
  test('is named on the page of them all', () => {
    const named = [...pageOf('.').matchAll(/\]\(([\w-]+)\/README\.md\)/g)].map(([, name]) => name)
    expect(named.toSorted()).toEqual([...folders, 'guides'].toSorted())
  })

  test.each(folders)('%s has a page with one command that runs it', (folder) => {
    const commands = commandsOf(folder)
    expect(commands).toEqual([expect.any(String)])
    for (const command of commands) expect(isThere(folder, command), command).toBe(true)
  })
})

for (const folder of folders) testBlocks(`examples/${folder}/README.md`)
