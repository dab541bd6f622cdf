import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'esbuild'

const TAKEN = /^(import|export) \{([^}]*)\} from '(\.[^']*\/index\.js)'/gm
const GIVEN = /^export \{([^}]*)\} from '(\.\/[^']*)'/gm
const GIVEN_WHOLE = /^export \* from '(\.\/[^']*)'/gm
const WRITTEN = /^export (?:async )?(?:const|function\*?) (\w+)/gm

const namesOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))

/** In which file each of the names that a room gives is written. */
async function filesOf(index: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(index, 'utf8')
  const whole = [...text.matchAll(GIVEN_WHOLE)].map(async ([, file = '']) => {
    const written = await readFile(resolve(dirname(index), file.replace(/\.js$/, '.ts')), 'utf8')
    return [[...written.matchAll(WRITTEN)].map(([, name]) => name), file] as const
  })
  const named = [...text.matchAll(GIVEN)].map(
    ([, list = '', file = '']) => [namesOf(list), file] as const,
  )
  return new Map(
    [...named, ...(await Promise.all(whole))].flatMap(([names, file]) =>
      names.map((name = '') => [name, resolve(dirname(index), file)] as const),
    ),
  )
}

/** Writes one import through a door as imports of the files behind it. */
async function leadThrough(from: string, [, verb, list = '', door = '']: RegExpMatchArray) {
  const index = resolve(dirname(from), door)
  const files = await filesOf(index.replace(/\.js$/, '.ts'))
  const placeOf = (name: string): string => files.get(name.split(' as ')[0] ?? '') ?? index
  const names = namesOf(list)
  return [...new Set(names.map(placeOf))]
    .map((place) => {
      const there = names.filter((name) => placeOf(name) === place).join(', ')
      return `${verb} { ${there} } from '${place.replace(/\.js$/, '.ts')}'`
    })
    .join('; ')
}

/**
 * Leads what is taken through the door of a room to the file behind the door. Where modules are split into files that
 * several doors share, the bundler would else put everything a room gives beside the one thing that is taken of it.
 */
export const throughDoors: Plugin = {
  name: 'through-doors',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8')
      for (const taken of [...contents.matchAll(TAKEN)])
        contents = contents.replace(taken[0], await leadThrough(path, taken))
      return { contents, loader: 'ts' }
    })
  },
}
