import { basename } from 'node:path'
import { diff, mutate, type OnProgress } from '../../analysis/index.js'
import { ok } from '../../model/index.js'
import { type DeskWorkflow, renderReport } from '../../report/index.js'
import { LARGEST_WORKFLOW, readSids, readWorkflow } from '../../taskrouter/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  type ExitCode,
  isSet,
  optionOf,
  TAKES,
} from '../command.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { loadDocument } from '../loadDocument.js'
import { loadVersion, type PolicyVersion } from '../loadPolicy.js'
import { isOwnEditOf } from '../ownEdits.js'
import { playgroundPage } from '../playgroundPage.js'
import { causesBetween } from '../policyVersions.js'
import { withProgress } from '../progress.js'
import { LARGEST_DOCUMENT, readJsonInput, readTextInput } from '../readInput.js'
import { packScript, readScript, sha256 } from '../readScript.js'
import { refuse, refuseUsage } from '../refuse.js'
import { type LoadedReview, loadReview } from '../review/loadReview.js'
import { today } from '../sayTime.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'

/**
 * `countersign report`: a policy as one page to look at, which loads nothing and opens from
 * disk. Its script and style are allowed by their SHA-256 hashes, so that nothing else can
 * run in it.
 */
export const report: Command = {
  name: 'report',
  usage:
    'report P [-o FILE.html] [--against OLD] [--review FILE [--key KEY]] [--mutants] [--workflow W [--sids S]]',
  summary: 'Writes a page about a policy: what each level may see, proofs, tests, routes.',
  example: 'report policy.yaml -o report.html',
  takes: TAKES.policy,
  options: {
    output: outputOption('the page'),
    edit: {
      type: 'boolean',
      summary: 'Write a page with an editor for the policy (a playground).',
    },
    against: {
      type: 'string',
      value: 'OLD',
      summary: 'An older policy. The page shows what changed.',
    },
    review: {
      type: 'string',
      value: 'FILE',
      summary: 'A review of the policy. The page shows whether it is still valid.',
    },
    key: {
      type: 'string',
      value: 'KEY',
      summary: 'The public key that checks the signature of the review.',
    },
    mutants: {
      type: 'boolean',
      summary: 'Show which small changes to the policy no test notices.',
    },
    workflow: {
      type: 'string',
      value: 'W',
      summary: 'A TaskRouter workflow. The page shows the way of a task through it.',
    },
    sids: SHARED_OPTIONS.sids,
  },
  async run(args, context) {
    const [file = ''] = args.positionals
    if (isSet(args, 'edit')) return writeEditor(args, context, file)
    const loaded = await loadDocument(context, file)
    if (!loaded.ok) return refuse(context, file, loaded.issues)
    const { policy, parsed } = loaded.value
    const old = optionOf(args, 'against')
    const against = old === undefined ? ok(undefined) : await loadVersion(context, old)
    if (!against.ok) return refuse(context, old ?? '', against.issues)
    const workflow = await readOwnWorkflow(args, context)
    if (typeof workflow === 'number') return workflow
    const review = await readReviewNamed(args, context)
    if (typeof review === 'number') return review
    // Read before the proofs, which take long: a page without its scripts is refused at
    // once.
    const [script, desk] = await Promise.all(SCRIPTS.map((name) => readScript(name, context)))
    if (script == null || desk == null)
      return refuse(context, SCRIPTS.join(', '), [{ code: 'missing_file', path: '' }])
    const page = withProgress(context, file, (onProgress) =>
      renderReport(
        {
          policy,
          document: parsed.document,
          tests: parsed.tests.map(({ statement }) => statement),
          invariants: parsed.invariants.map(({ statement }) => statement),
        },
        {
          onProgress,
          sha256,
          made: {
            date: today(context),
            version: context.version ?? 'unknown',
          },
          script,
          desk: packScript(desk),
          ...(workflow !== null && { workflow }),
          ...(isSet(args, 'mutants') && {
            mutants: mutate(parsed.document, onProgress, isOwnEditOf(parsed)),
          }),
          ...(review !== null && { review }),
          ...(against.value !== undefined && {
            against: compareWithOlder(against.value, { policy, parsed }, onProgress),
          }),
        },
      ),
    )
    return saveOutput(context, args, 'output', page)
  },
}

/** Compares a policy with an older version, and finds the lines that the differences come from. */
function compareWithOlder(old: PolicyVersion, next: PolicyVersion, onProgress: OnProgress) {
  const compared = diff(old.policy, next.policy, onProgress)
  const causes = compared.ok ? causesBetween(old, next, compared.value) : undefined
  return { policy: old.policy, compared, ...(causes !== undefined && { causes }) }
}

/** Writes the playground with a policy in it, though it does not compile: there it can be mended. */
async function writeEditor(
  args: Arguments,
  context: CommandContext,
  file: string,
): Promise<ExitCode> {
  const stray = BESIDE_EDITOR.find((name) => args.values[name] !== undefined)
  if (stray !== undefined)
    return refuseUsage(context, report, `\`--${stray}\` cannot be used together with --edit`)
  const text = await readTextInput(context, file, LARGEST_DOCUMENT)
  if (!text.ok) return refuse(context, file, text.issues)
  const page = await playgroundPage({ [basename(file)]: text.value }, context)
  return page.ok
    ? saveOutput(context, args, 'output', page.value)
    : refuse(context, 'playground', page.issues)
}

// These speak of the policy as it was when the page was made. The editor has another one a
// moment later, so they are refused together with `--edit`.
const BESIDE_EDITOR = ['against', 'review', 'key', 'mutants', 'workflow', 'sids']

/** Reads the review that `--review` names; `null` where none is named. */
async function readReviewNamed(
  args: Arguments,
  context: CommandContext,
): Promise<LoadedReview | ExitCode | null> {
  const file = optionOf(args, 'review')
  if (file === undefined) return null
  const { about, loaded } = await loadReview(context, file, optionOf(args, 'key'))
  return loaded.ok ? loaded.value : refuse(context, about, loaded.issues)
}

/** Reads the workflow that is there already, with its queues by the names of `--sids`; `null` where none is named. */
async function readOwnWorkflow(
  args: Arguments,
  context: CommandContext,
): Promise<DeskWorkflow | ExitCode | null> {
  const [file, sidsFile] = [optionOf(args, 'workflow'), optionOf(args, 'sids')]
  if (file === undefined) return null
  const configuration = await readJsonInput(context, file, LARGEST_WORKFLOW)
  const read = configuration.ok ? readWorkflow(configuration.value) : configuration
  if (!configuration.ok || !read.ok) return refuse(context, file, read.ok ? [] : read.issues)
  const map =
    sidsFile === undefined ? ok({}) : await readJsonInput(context, sidsFile, LARGEST_DOCUMENT)
  const sids = map.ok ? readSids(map.value) : map
  if (!sids.ok) return refuse(context, sidsFile ?? '', sids.issues)
  // Twilio's configuration names queues by SID alone, and people know them by name, so the
  // map is turned round.
  const queues = Object.entries(sids.value.queues).map(([name, sid]) => [sid, name] as const)
  return { configuration: configuration.value, queues: Object.fromEntries(queues) }
}

// They are bundled beside the program: one walks the page, the other decides in it.
const SCRIPTS = ['page.js', 'desk.js']
