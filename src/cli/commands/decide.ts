import type { CompiledPolicy } from '../../decide/compiled.js'
import { type Instant, toInstant } from '../../model/instant.js'
import type { Result } from '../../model/result.js'
import { readEngagement } from '../../twilio/inbound/engagement.js'
import { type Command, EXIT, type ExitCode, isSet, optionOf, type World } from '../command.js'
import { type Emission, emissions } from '../emissions.js'
import { loadPolicy } from '../loadPolicy.js'
import { mapLines } from '../mapLines.js'
import { LARGEST_DOCUMENT, nameOf, readJson } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { writeJson } from '../write.js'

/** `countersign decide`: an engagement in, what was decided out, in the form that is asked for. */
export const decide: Command = {
  name: 'decide',
  usage: `decide --policy P [--at ISO] [--emit ${Object.keys(emissions).join('|')}] [--ndjson] [FILE|-]`,
  summary: 'Decides an engagement under a policy.',
  options: {
    policy: { type: 'string' },
    at: { type: 'string' },
    emit: { type: 'string' },
    ndjson: { type: 'boolean' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    const policyFile = optionOf(args, 'policy')
    const form = optionOf(args, 'emit') ?? 'decision'
    const emit = Object.hasOwn(emissions, form) ? emissions[form] : undefined
    if (policyFile === undefined) return refuseUsage(world, this.usage, '--policy is missing')
    if (others.length > 0) return refuseUsage(world, this.usage, 'name one file')
    if (emit === undefined) return refuseUsage(world, this.usage, 'no such form to --emit')
    const at = instantOf(optionOf(args, 'at'), world)
    if (at === null) return refuse(world, '--at', [{ code: 'invalid_time', path: '' }])
    const policy = await loadPolicy(world, policyFile)
    if (!policy.ok) return refuse(world, nameOf(policyFile), policy.issues)
    const call = { policy: policy.value, at, emit }
    if (isSet(args, 'ndjson')) return mapLines(world, file, (line) => decideLine(call, line))
    const input = await readJson(world, file, LARGEST_DOCUMENT)
    if (!input.ok) return refuse(world, nameOf(file), input.issues)
    return decideOne(call, input.value, nameOf(file), world)
  },
}

interface Call {
  readonly policy: CompiledPolicy
  readonly at: Instant
  readonly emit: Emission
}

const instantOf = (text: string | undefined, world: World): Instant | null =>
  text === undefined ? world.now() : toInstant(text)

const decideLine = ({ policy, at, emit }: Call, value: unknown): Result<unknown> => {
  const engagement = readEngagement(value, policy.channels)
  return engagement.ok ? emit(policy, engagement.value, at) : engagement
}

const decideOne = async (
  call: Call,
  value: unknown,
  source: string,
  world: World,
): Promise<ExitCode> => {
  const result = decideLine(call, value)
  if (!result.ok) return refuse(world, source, result.issues)
  await writeJson(world.stdout, result.value)
  return EXIT.yes
}
