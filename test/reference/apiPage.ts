import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Exported, exportedAs, namesOf } from './exported.js'
import { blockOf, pageOf, type ReferencePage } from './markdown.js'

const { exports: doors } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
)

const DOORS: readonly string[] = Object.keys(doors)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => (path === '.' ? 'index' : path.slice(2)))

/** What is told of a door, after the name of its package. */
const doorOf = (door: string): string => (door === 'index' ? 'countersign' : `countersign/${door}`)

const ORDER: readonly Exported['sort'][] = ['function', 'value', 'type']

const partOf = ({ name, sort, signature, doc }: Exported): string =>
  [`### ${name}`, doc, ...(sort === 'value' ? [] : [blockOf('ts signature', signature)])].join(
    '\n\n',
  )

/** Lists what a door gives: functions with how they are called, then values, then types. */
export const apiPages = (): readonly ReferencePage[] =>
  DOORS.map((door) => {
    const all = namesOf(`${door}.ts`).map((name) => exportedAs(`${door}.ts`, name))
    return pageOf(
      `api-${door}.md`,
      `API of \`${doorOf(door)}\``,
      `${all.length} names. What stands here is what the code says of itself.`,
      ORDER.flatMap((sort) => {
        const some = all
          .filter((one) => one.sort === sort)
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        return some.length === 0 ? [] : [`## ${sort}s`, ...some.map(partOf)]
      }),
    )
  })
