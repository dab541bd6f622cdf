import { failAll, ok, type Result } from '../model/index.js'
import { LARGEST_WORKFLOW, readWorkflow, type Workflow } from '../taskrouter/index.js'
import type { CommandContext } from './command.js'
import { placeInJson } from './placeInJson.js'
import { parseJsonInput, readTextInput } from './readInput.js'

interface LoadedWorkflow {
  /** The configuration as it stands in the file, to find the line of a fault. */
  readonly text: string
  /** The workflow. What of it could not be read is listed with it, placed in the text. */
  readonly workflow: Workflow
}

/**
 * Loads a workflow's configuration; whatever is wrong with it has its line and column in
 * the file. A filter whose expression cannot be read does not refuse the workflow, because
 * all others can still be looked at: it is listed in `unreadable`.
 */
export async function loadWorkflow(
  context: CommandContext,
  file: string,
): Promise<Result<LoadedWorkflow>> {
  const text = await readTextInput(context, file, LARGEST_WORKFLOW)
  if (!text.ok) return text
  const parsed = parseJsonInput(text.value)
  if (!parsed.ok) return parsed
  const workflow = readWorkflow(parsed.value)
  if (!workflow.ok) return failAll(placeInJson(text.value, workflow.issues))
  const unreadable = placeInJson(text.value, workflow.value.unreadable)
  return ok({ text: text.value, workflow: { ...workflow.value, unreadable } })
}
