import type { Issue } from '../../model/index.js'
import type { CommandContext, ExitCode } from '../command.js'
import { refuse } from '../refuse.js'
import { write, writeJsonLine } from '../write.js'
import { type Annotation, annotationOfIssue } from './annotation.js'
import { printGithub } from './github.js'
import { printSarif } from './sarif.js'

/** Prints what there is to say of places in files, where the format is made of places; any other is the command's own. */
export async function writeAnnotations(
  context: CommandContext,
  format: string,
  annotations: readonly Annotation[],
): Promise<void> {
  if (format === 'github') await write(context.stdout, printGithub(annotations))
  if (format === 'sarif')
    await write(context.stdout, printSarif(annotations, context.version ?? ''))
}

/**
 * Refuses an input for people on stderr, and on stdout for programs in the format that they asked for, because a program
 * that gets nothing cannot tell it from an answer without findings. Exit code 3.
 */
export async function refuseIn(
  context: CommandContext,
  format: string,
  file: string,
  issues: readonly Issue[],
): Promise<ExitCode> {
  if (format === 'json') await writeJsonLine(context.stdout, { file, issues })
  await writeAnnotations(
    context,
    format,
    issues.map((issue) => annotationOfIssue(file, issue)),
  )
  return refuse(context, file, issues)
}
