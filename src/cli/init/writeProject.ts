import { lstat, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failAll, type Issue, ok, type Result } from '../../model/result.js'
import type { ProjectFile } from './projectFiles.js'

/**
 * Writes a project's files into a folder, made if it is missing. All or nothing: a file that is there already is
 * named and nothing is written, unless it may be replaced; what could not be written to its end is taken away again.
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
  const written: string[] = []
  for (const { path, text } of files) {
    const target = join(folder, path)
    try {
      await mkdir(dirname(target), { recursive: true })
      if (replace) await rm(target, { force: true })
      await writeFile(target, text, { flag: 'wx' })
      written.push(target)
    } catch {
      if (!replace) await Promise.all(written.map((file) => rm(file, { force: true })))
      return failAll([{ code: 'unwritable_file', path }])
    }
  }
  return ok(files.map(({ path }) => path))
}

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

async function kindOf(path: string): Promise<'none' | 'folder' | 'other'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other'
  } catch {
    return 'none'
  }
}
