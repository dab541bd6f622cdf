import type { CompiledPolicy } from '../../decide/index.js'
import { listQueues, type Sids, toQueueExpressions, toWorkflow } from '../../taskrouter/index.js'
import { type AccountThing, findThing, type SidOutcome } from './findThing.js'
import type { TwilioAccount } from './openAccount.js'

/** What is looked for, and under which names. */
export interface WantedSids {
  /** The policy, whose queues and routes are needed. */
  readonly policy: CompiledPolicy
  /** The map as it was, whose SIDs stay while the account knows them. */
  readonly before: Sids
  /** Whether what is missing is made, as far as this command may make it. */
  readonly create: boolean
  /** The name of the TaskRouter workspace. */
  readonly workspace: string
  readonly workflow: string
  /** Unique name of the Functions service; empty where functions are not asked for. */
  readonly service: string
  /** Domain suffix of its environment. */
  readonly environment: string
}

/** What was found, place by place, and the host that serves the functions. */
export interface AccountSids {
  /** Every thing that was looked for, and what became of it. */
  readonly found: readonly SidOutcome[]
  /**
   * The host that serves the functions; `null` where functions were not asked for, or are
   * not there.
   */
  readonly domain: string | null
}

/** Finds what a policy and its flow need in an account, and makes what may be made: queues, workflow, Verify, Sync. */
export async function findAccountSids(
  account: TwilioAccount,
  wanted: WantedSids,
): Promise<AccountSids> {
  const { before, create, policy } = wanted
  const services = [
    await findThing(
      {
        at: 'verify',
        name: policy.name,
        ...knownSid(before.verify),
        list: () => withName(account.verify.v2.services.list()),
        make: () => account.verify.v2.services.create({ friendlyName: policy.name }),
      },
      create,
    ),
    await findThing(
      {
        at: 'sync',
        name: policy.name,
        ...knownSid(before.sync),
        list: () => withName(account.sync.v1.services.list()),
        make: () => account.sync.v1.services.create({ friendlyName: policy.name }),
      },
      create,
    ),
  ]
  const functions = await findFunctions(account, wanted)
  return {
    found: [...services, ...(await findRouting(account, wanted)), ...functions.found],
    domain: functions.domain,
  }
}

/**
 * Finds the workspace and what stands in it: queues, workflow, task channels. Without the
 * workspace nothing in it can be found, so the workspace alone is told.
 */
async function findRouting(
  account: TwilioAccount,
  wanted: WantedSids,
): Promise<readonly SidOutcome[]> {
  const { before, create, policy } = wanted
  const { workspaces } = account.taskrouter.v1
  const workspace = await findThing(
    {
      at: 'workspace',
      name: wanted.workspace,
      ...knownSid(before.workspace),
      list: () => withName(workspaces.list()),
    },
    false,
  )
  if (workspace.sid === null) return [workspace]
  const { taskChannels, taskQueues, workflows } = workspaces(workspace.sid)
  const expressions = toQueueExpressions(policy)
  const queues: SidOutcome[] = []
  for (const name of listQueues(policy.routes)) {
    queues.push(
      await findThing(
        {
          at: `queues/${name}`,
          name,
          ...knownSid(before.queues[name]),
          list: () => withName(taskQueues.list()),
          make: () =>
            taskQueues.create({ friendlyName: name, targetWorkers: expressions[name] ?? '1==1' }),
        },
        create,
      ),
    )
  }
  const workflow = await findThing(
    {
      at: 'workflow',
      name: wanted.workflow,
      ...knownSid(before.workflow),
      list: () => withName(workflows.list()),
      ...makeWorkflow(queues, policy, (configuration) =>
        workflows.create({ friendlyName: wanted.workflow, configuration }),
      ),
    },
    create,
  )
  const channels = await listAll('channels', () =>
    taskChannels
      .list()
      .then((all) => all.map(({ sid, uniqueName }) => ({ sid, name: uniqueName }))),
  )
  return [workspace, ...queues, workflow, ...channels]
}

/**
 * Gives what makes the workflow. A workflow names its queues by SID, so it can be made only
 * when all of them are there; until then nothing makes it, and it is reported as missing.
 */
function makeWorkflow(
  queues: readonly SidOutcome[],
  policy: CompiledPolicy,
  create: (configuration: string) => Promise<{ readonly sid: string }>,
): { readonly make?: () => Promise<{ readonly sid: string }> } {
  const sids = Object.fromEntries(queues.flatMap(({ name, sid }) => (sid ? [[name, sid]] : [])))
  const compiled = toWorkflow(policy, { queues: sids, channels: {}, functions: {} })
  return compiled.ok ? { make: () => create(JSON.stringify(compiled.value)) } : {}
}

/**
 * Finds the Serverless service, its environment and its functions. The functions stand in
 * the map by their paths without the first slash: `/decide` -> `decide`.
 */
async function findFunctions(account: TwilioAccount, wanted: WantedSids): Promise<AccountSids> {
  if (wanted.service === '') return { found: [], domain: null }
  const { services } = account.serverless.v1
  const service = await findThing(
    {
      at: 'service',
      name: wanted.service,
      list: () =>
        services
          .list()
          .then((all) => all.map(({ sid, uniqueName }) => ({ sid, name: uniqueName }))),
    },
    false,
  )
  if (service.sid === null) return { found: [service], domain: null }
  const place = services(service.sid)
  let domain: string | null = null
  const environment = await findThing(
    {
      at: 'environment',
      name: wanted.environment,
      list: async () => {
        const all = await place.environments.list()
        // The domain comes with the list of environments, so one call answers both.
        domain = all.find((each) => each.domainSuffix === wanted.environment)?.domainName ?? null
        return all.map(({ sid, domainSuffix }) => ({ sid, name: domainSuffix }))
      },
    },
    false,
  )
  const functions = await listAll('functions', () =>
    place.functions
      .list()
      .then((all) => all.map(({ sid, friendlyName }) => ({ sid, name: friendlyName.slice(1) }))),
  )
  return { found: [service, environment, ...functions], domain }
}

/**
 * Lists all things of a group, each under its own name. A group that Twilio refuses to list
 * is reported as refused, because an empty list would say that there are none.
 */
async function listAll(
  group: string,
  list: () => Promise<readonly AccountThing[]>,
): Promise<readonly SidOutcome[]> {
  try {
    const all = await list()
    return all.map(({ name, sid }) => ({ at: `${group}/${name}`, name, outcome: 'found', sid }))
  } catch {
    return [{ at: group, name: group, outcome: 'refused', sid: null }]
  }
}

/**
 * Gives the SID of the map where it has one; a field that is absent is no SID that is
 * `undefined`.
 */
const knownSid = (sid: string | undefined): { readonly known?: string } =>
  sid === undefined ? {} : { known: sid }

/** Gives Twilio's `friendlyName` as the name. */
const withName = (
  all: Promise<readonly { readonly sid: string; readonly friendlyName: string }[]>,
): Promise<readonly AccountThing[]> =>
  all.then((each) => each.map(({ sid, friendlyName }) => ({ sid, name: friendlyName })))
