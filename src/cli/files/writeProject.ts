import { lstat, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { failAll, type Issue, ok, type Result } from '../../model/index.js'
import type { ProjectFile } from '../init/projectFiles.js'
import { passingName, writeIssue } from './saveFile.js'

/**
 * Writes a project's files into a folder, made if it is missing. All or nothing: a file that is there already is
 * named and nothing is written, unless it may be replaced; and every file is written to its end, beside its place,
 * before the first is put there. A folder that was not there appears in one step.
 *
 * A link in place of a file is replaced, not followed; a link or a file in place of a folder is refused.
 */
export async function writeProject(
  folder: string,
  files: readonly ProjectFile[],
  replace: boolean,
): Promise<Result<readonly string[]>> {
  const issues = await findObstacles(folder, files, replace)
  if (issues.length > 0) return failAll(issues)
  const isThere = (await kindOf(folder)) !== 'none'
  const undo: Undo[] = []
  try {
    const above = isThere ? folder : dirname(resolve(folder))
    await makeFolder(above, undo)
    // On the same disk as the folder, so that the last step is a renaming and no copy,
    // which could stop half-way.
    const stage = join(above, passingName())
    await mkdir(stage)
    undo.push(() => rm(stage, { recursive: true, force: true }))
    const whole = join(stage, 'new')
    for (const { path, text } of files) {
      await mkdir(dirname(join(whole, path)), { recursive: true })
      await writeFile(join(whole, path), text, { flush: true })
    }
    if (isThere) await putInPlace(folder, files, stage, undo)
    else await rename(whole, folder)
    await rm(stage, { recursive: true, force: true })
    return ok(files.map(({ path }) => path))
  } catch (error) {
    for (const step of undo.toReversed()) await step().catch(() => undefined)
    return failAll([writeIssue(error)])
  }
}

/** Takes one step back. What was done is undone in the opposite order. */
type Undo = () => Promise<unknown>

/**
 * Makes a folder and those above it. They are taken away again only while they are empty,
 * because somebody else may have put a file there by then.
 */
async function makeFolder(folder: string, undo: Undo[]): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  undo.push(async () => {
    for (let at = resolve(folder); at.length >= resolve(first).length; at = dirname(at))
      await rmdir(at)
  })
}

/**
 * Puts the new files in their places, one by one. What stands in a file's place is kept
 * beside it until all are in theirs, so that every step can be taken back.
 */
async function putInPlace(
  folder: string,
  files: readonly ProjectFile[],
  stage: string,
  undo: Undo[],
): Promise<void> {
  for (const [at, { path }] of files.entries()) {
    const target = join(folder, path)
    const kept = join(stage, `old-${at}`)
    await makeFolder(dirname(target), undo)
    if ((await kindOf(target)) !== 'none') {
      await rename(target, kept)
      undo.push(() => rename(kept, target))
    }
    await rename(join(stage, 'new', path), target)
    undo.push(() => rm(target, { force: true }))
  }
}

/**
 * Names everything that stands in the way, not only the first, so that one look at the list
 * is enough.
 */
async function findObstacles(
  folder: string,
  files: readonly ProjectFile[],
  replace: boolean,
): Promise<readonly Issue[]> {
  const folders = new Set(files.map(({ path }) => dirname(path)).filter((path) => path !== '.'))
  const issues: Issue[] = []
  for (const path of folders) {
    const kind = await kindOf(join(folder, path))
    if (kind !== 'none' && kind !== 'folder') issues.push({ code: 'not_a_folder', path })
  }
  for (const { path } of files) {
    const kind = await kindOf(join(folder, path))
    if (kind === 'folder') issues.push({ code: 'not_a_file', path })
    else if (kind !== 'none' && !replace) issues.push({ code: 'existing_file', path })
  }
  return issues
}

/**
 * Tells what stands at a path, without following a link: a link to a folder is no folder
 * here, because files would be written outside of the project.
 */
async function kindOf(path: string): Promise<'none' | 'folder' | 'other'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other'
  } catch {
    return 'none'
  }
}
