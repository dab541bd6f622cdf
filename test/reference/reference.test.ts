import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandPage } from '../cli/commandPage.js'
import { apiPages } from './apiPage.js'
import { channelsPage } from './channelsPage.js'
import { evidencePage } from './evidencePage.js'
import { namesOf, ownMembersOf, SOURCE } from './exported.js'
import { functionsPage } from './functionsPage.js'
import { identifiersPage } from './identifiersPage.js'
import { packsPage } from './packsPage.js'
import { policyPage } from './policyPage.js'
import { reasonsPage } from './reasonsPage.js'

const FOLDER = resolve(import.meta.dirname, '../../examples/guides/reference')

const pages = [
  evidencePage(),
  channelsPage(),
  policyPage(),
  packsPage(),
  identifiersPage(),
  reasonsPage(),
  functionsPage(),
  await commandPage(),
  ...apiPages(),
]

const DOORS = readdirSync(SOURCE).filter((file) => file.endsWith('.ts'))

describe('the reference', () => {
  test.each(pages)('$file says what the code says', async ({ file, text }) => {
    await expect(text, '`npm run docs` writes it again').toMatchFileSnapshot(join(FOLDER, file))
  })

  test('has these pages and no other', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(pages.map(({ file }) => file).toSorted())
  })

  test('leaves no table empty', () => {
    const empty = pages.filter(({ text }) => /^\| --- .*\n(?!\|)/m.test(text))
    expect(empty.map(({ file }) => file)).toEqual([])
  })

  test('leaves no cell of a meaning empty: each key and parameter says what it is', () => {
    const silent = pages
      .filter(({ file }) => ['policy.md', 'functions.md', 'reasons.md'].includes(file))
      .flatMap(({ file, text }) =>
        text
          .split('\n')
          .filter((line) => /^\| `.*\| – \|$/.test(line))
          .map((line) => `${file}: ${line.split(' | ', 1).join().slice(2)}`),
      )
    expect(silent).toEqual([])
  })

  test('says of every name of a door what it is', () => {
    const silent = pages.flatMap(({ file, text }) =>
      [...text.matchAll(/^### (\w+)\n\n(?:\n|```|### )/gm)].map(([, name]) => `${file}: ${name}`),
    )
    expect(silent).toEqual([])
  })

  test('says of every part of a type of a door what it is, as an editor shows it', () => {
    const silent = DOORS.flatMap((door) =>
      namesOf(door).flatMap((name) =>
        ownMembersOf(door, name).flatMap(([member, doc]) =>
          doc === '' && /^\w+$/.test(member) ? `${name}.${member}` : [],
        ),
      ),
    )
    expect([...new Set(silent)]).toEqual([])
  })
})
