import { isRecord, ok, type Result } from '../../model/index.js'
import { readSids, type Sids } from '../../taskrouter/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  isSet,
  NO_POLICY,
  optionOf,
  TAKES,
} from '../command.js'
import { saveFile } from '../files/saveFile.js'
import { loadPolicy } from '../loadPolicy.js'
import { LARGEST_DOCUMENT, readJsonInput, readTextInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { type AccountSids, findAccountSids } from '../sids/accountSids.js'
import type { SidOutcome } from '../sids/findThing.js'
import { openAccount, readEnvironment } from '../sids/openAccount.js'
import { write } from '../write.js'

/**
 * `countersign sids`: fetches the SIDs that a policy and its flow need from the account, by name; `--create` makes the
 * queues, the workflow, and the Verify and Sync services that are missing. Exit code 1 where something is not there.
 */
export const sids: Command = {
  name: 'sids',
  usage:
    'sids --policy P [--env FILE] [--into FILE] [--service NAME] [--environment SUFFIX] [--workspace NAME] [--workflow NAME] [--create]',
  summary: 'Fetches the SIDs that a policy needs from a Twilio account, by name.',
  example: 'sids --policy policy.yaml --into sids.json',
  takes: TAKES.nothing,
  options: {
    policy: {
      type: 'string',
      value: 'P',
      summary: 'The policy file whose queues are looked up.',
    },
    env: {
      type: 'string',
      value: 'FILE',
      summary: 'A file with the account and its key. Default: the environment.',
    },
    into: {
      type: 'string',
      value: 'FILE',
      summary: 'The file for the SIDs. Default: standard output.',
    },
    service: {
      type: 'string',
      value: 'NAME',
      summary: 'The name of the Functions service. Default: Functions are left out.',
    },
    environment: {
      type: 'string',
      value: 'SUFFIX',
      summary: 'The environment of the service. Default: `dev`.',
    },
    workspace: {
      type: 'string',
      value: 'NAME',
      summary: 'The workspace. Default: `Flex Task Assignment`.',
    },
    workflow: {
      type: 'string',
      value: 'NAME',
      summary: 'The workflow. Default: the name of the policy.',
    },
    create: { type: 'boolean', summary: 'Create in the account what is missing.' },
  },
  async run(args, context) {
    const [policyFile, into] = [optionOf(args, 'policy'), optionOf(args, 'into')]
    if (policyFile === undefined) return refuseUsage(context, this, NO_POLICY)
    const policy = await loadPolicy(context, policyFile)
    if (!policy.ok) return refuse(context, policyFile, policy.issues)
    const before = await readMap(context, into)
    if (!before.ok) return refuse(context, into ?? '', before.issues)
    const envFile = optionOf(args, 'env')
    const env = await readEnv(context, envFile)
    if (!env.ok) return refuse(context, envFile ?? '', env.issues)
    const account = await openAccount(env.value)
    if (!account.ok) return refuse(context, envFile ?? 'environment', account.issues)
    const found = await findAccountSids(account.value, {
      policy: policy.value,
      before: before.value,
      create: isSet(args, 'create'),
      ...namesOf(args, policy.value.name),
    })
    const map = `${JSON.stringify(mergeMap(before.value, found), null, 2)}\n`
    if (into === undefined) await write(context.stdout, map)
    else {
      const saved = await saveFile(into, map, { inputs: [policyFile] })
      if (!saved.ok) return refuse(context, into, saved.issues)
    }
    for (const each of found.found) context.stderr.write(sayOutcome(each))
    return found.found.every(({ sid }) => sid !== null) ? EXIT.yes : EXIT.no
  },
}

/**
 * The names that things are looked for by. Twilio's own names for what Flex makes are the
 * defaults, so that a new account needs no option: `Flex Task Assignment` is the workspace
 * of every Flex project.
 */
const namesOf = (args: Arguments, policy: string) => ({
  workspace: optionOf(args, 'workspace') ?? 'Flex Task Assignment',
  workflow: optionOf(args, 'workflow') ?? policy,
  service: optionOf(args, 'service') ?? '',
  environment: optionOf(args, 'environment') ?? 'dev',
})

/**
 * Reads where the account and its key are: the environment, and over it a file where one is
 * named. A key is never an option, because other users of a machine can see the command
 * line.
 */
async function readEnv(
  context: CommandContext,
  file: string | undefined,
): Promise<Result<CommandContext['env']>> {
  if (file === undefined) return ok(context.env)
  const text = await readTextInput(context, file, LARGEST_DOCUMENT)
  // A blank line of the file leaves what the process has.
  return text.ok ? ok({ ...context.env, ...withoutEmpty(readEnvironment(text.value)) }) : text
}

/** Leaves out what has no value: `AUTH_TOKEN=` in a copied example file is no token. */
const withoutEmpty = (env: CommandContext['env']): CommandContext['env'] =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))

/** A map that names nothing, for a first call. */
const NONE: Sids = { queues: {}, channels: {}, functions: {} }

/** The map as it was; none where there is no file yet. */
async function readMap(context: CommandContext, file: string | undefined): Promise<Result<Sids>> {
  if (file === undefined) return ok(NONE)
  const map = await readJsonInput(context, file, LARGEST_DOCUMENT)
  if (!map.ok) return map.issues.some(({ code }) => code === 'missing_file') ? ok(NONE) : map
  return readSids(map.value)
}

/**
 * Puts what was found over the map as it was; what was not found stays, so that a wrong
 * account loses nothing. A place such as `queues/care` is a key within a group, and any
 * other is a key of the map itself.
 */
function mergeMap(before: Sids, { domain, found }: AccountSids): unknown {
  const single: Record<string, unknown> = { ...before, ...(domain !== null && { domain }) }
  for (const { at, sid } of found) {
    // The name behind the first slash may hold slashes itself.
    const [group = '', name] = at.split(/\/(.*)/s)
    if (sid === null) continue
    const there = single[group]
    single[group] =
      name === undefined || name === ''
        ? sid
        : Object.fromEntries([...Object.entries(isRecord(there) ? there : {}), [name, sid]])
  }
  return single
}

/**
 * The functions read these two from their environment, under names of their own, so they
 * are shown as lines for `.env`.
 */
const FOR_ENVIRONMENT: Readonly<Record<string, string>> = {
  verify: 'VERIFY_SERVICE_SID',
  sync: 'SYNC_SERVICE_SID',
}

/** What is said of a thing that has no SID now, by what became of the search. */
const WHY: Readonly<Record<Exclude<SidOutcome['outcome'], 'found' | 'made'>, string>> = {
  missing: 'does not exist in the account',
  ambiguous: 'exists more than once, so write the right SID into the file by hand',
  refused: 'could not be fetched: Twilio refused the request',
}

/**
 * Says on stderr what became of one thing. Nothing is said of one that was found, because
 * the map shows it.
 */
function sayOutcome({ at, name, outcome, sid }: SidOutcome): string {
  const variable = FOR_ENVIRONMENT[at]
  const line = variable === undefined || sid === null ? '' : `add to .env: ${variable}=${sid}\n`
  switch (outcome) {
    case 'found':
      return line
    case 'made':
      return `${at}: made\n${line}`
    case 'missing':
    case 'ambiguous':
    case 'refused':
      return `${at}: \`${name}\` ${WHY[outcome]}\n`
  }
}
