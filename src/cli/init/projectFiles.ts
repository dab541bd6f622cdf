import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fail, ok, type Result } from '../../model/index.js'
import { compiledFile } from './compiledFile.js'
import { exampleFolder } from './exampleFolder.js'
import { flowFile } from './flowFile.js'

/** One file of a project: its path from the project's folder, with `/`, and its text. */
export interface ProjectFile {
  /** With `/` on every system, from the project's folder. */
  readonly path: string
  /** What the file holds. */
  readonly text: string
}

/**
 * What a project's own commands make, and nobody commits. The project's `.gitignore` is
 * made of this list, and nothing in it is copied.
 */
const MADE = [
  'node_modules',
  '.env',
  '.env.start',
  '.twiliodeployinfo',
  'assets/policy.private.json',
] as const

// A package never holds files of these two names, so that they cannot be copied from it.
const UNPACKABLE: readonly ProjectFile[] = [
  { path: '.gitignore', text: `${MADE.join('\n')}\n` },
  // Keeps npm's own lines out of what a script prints, so that it can be redirected to a file.
  { path: '.npmrc', text: 'loglevel=silent\n' },
]

/** The flow is made anew for each project, because it holds the policy's words. */
const FLOW = 'studio/flow.json'

/** Tells whether a file is made by a command and not written by hand. */
const isMade = (path: string): boolean =>
  path === FLOW || MADE.some((made) => path === made || path.startsWith(`${made}/`))

/**
 * Gives every file of a new Functions project: the example that ships with the package, as it is, and what is made from
 * its policy.
 */
export function projectFiles(): Result<readonly ProjectFile[]> {
  const folder = exampleFolder('functions')
  if (!existsSync(folder)) return fail('missing', 'examples/functions')
  const copied = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => ({ path: path.split(sep).join('/'), place: join(folder, path) }))
    .filter(({ path }) => !isMade(path) && !UNPACKABLE.some((file) => file.path === path))
    .map(({ path, place }) => ({ path, text: readFileSync(place, 'utf8') }))
  const policy = copied.find(({ path }) => path === 'assets/policy.private.yaml')?.text ?? ''
  const [flow, compiled] = [flowFile(policy), compiledFile(policy)]
  if (!flow.ok) return flow
  if (!compiled.ok) return compiled
  const files = [
    ...copied,
    ...UNPACKABLE,
    { path: FLOW, text: flow.value },
    { path: 'assets/policy.private.json', text: compiled.value },
  ]
  // In an order that does not depend on the system, which lists folders in its own.
  return ok(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
}
