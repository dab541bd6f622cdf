import type { Issue } from '../../model/index.js'
import type { ExitCode, World } from '../command.js'
import { refuse } from '../refuse.js'
import { write, writeJsonLine } from '../write.js'
import { type Annotation, annotationOfIssue } from './annotation.js'
import { printGithub } from './github.js'
import { printSarif } from './sarif.js'

/** Prints what there is to say of places in files, where the format is made of places; any other is the command's own. */
export async function writeAnnotations(
  world: World,
  format: string,
  annotations: readonly Annotation[],
): Promise<void> {
  if (format === 'github') await write(world.stdout, printGithub(annotations))
  if (format === 'sarif') await write(world.stdout, printSarif(annotations, world.version ?? ''))
}

/**
 * Refuses an input for people on stderr, and on stdout for programs in the format that they asked for, because a program
 * that gets nothing cannot tell it from an answer without findings. Exit code 3.
 */
export async function refuseIn(
  world: World,
  format: string,
  file: string,
  issues: readonly Issue[],
): Promise<ExitCode> {
  if (format === 'json') await writeJsonLine(world.stdout, { file, issues })
  await writeAnnotations(
    world,
    format,
    issues.map((issue) => annotationOfIssue(file, issue)),
  )
  return refuse(world, file, issues)
}
