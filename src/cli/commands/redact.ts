import { isRecord } from '../../model/record.js'
import { AUDIENCES, type Audience, type RedactionRule } from '../../model/redaction.js'
import { fail, ok, type Result } from '../../model/result.js'
import type { CompiledPolicy } from '../../policy/compiled.js'
import { emitRules, readRules, redactRecord, redactText } from '../../redaction/index.js'
import { type Arguments, type Command, EXIT, isSet, optionOf, type World } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { type LineAnswer, mapLines } from '../mapLines.js'
import {
  LARGEST_DOCUMENT,
  LARGEST_TEXT,
  nameOf,
  parseJson,
  readJson,
  readText,
} from '../readInput.js'
import { PARTIAL, refuse, refuseUsage } from '../refuse.js'
import { textIn } from '../textIn.js'
import { write, writeJson } from '../write.js'

/** Without a policy: every identifier masked, no field of a record shown. */
const MASK_ALL: readonly RedactionRule[] = [
  { target: 'text', identifier: 'default', action: 'mask' },
]

/** `countersign redact`: what one audience sees of a record or of text. */
export const redact: Command = {
  name: 'redact',
  usage: 'redact [--policy P] --audience A (--decision D [FILE|-] | --text [FILE|-]) [--ndjson]',
  summary: 'Redacts a record or text for an audience.',
  options: {
    policy: { type: 'string' },
    audience: { type: 'string' },
    decision: { type: 'string' },
    text: { type: 'boolean' },
    ndjson: { type: 'boolean' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    const asText = isSet(args, 'text')
    if (others.length > 0) return refuseUsage(world, this.usage, 'name one file')
    if (asText === (optionOf(args, 'decision') !== undefined)) {
      return refuseUsage(world, this.usage, 'give either --decision or --text')
    }
    const audience = audienceOf(args)
    if (audience === null) {
      return refuseUsage(world, this.usage, `--audience is one of ${AUDIENCES.join(', ')}`)
    }
    const loaded = await loadRules(args, world, audience)
    if ('exit' in loaded) return loaded.exit
    const { rules, regions } = loaded
    if (isSet(args, 'ndjson')) {
      return mapLines(world, file, asText ? textLine(rules, regions) : recordLine(rules, regions))
    }
    const input = await readText(world, file, LARGEST_TEXT)
    if (!input.ok) return refuse(world, nameOf(file), input.issues)
    if (asText) {
      const isWhole = await writeText(world, input.value, rules, regions)
      return isWhole ? EXIT.yes : refuse(world, nameOf(file), [PARTIAL])
    }
    const record = parseJson(input.value)
    if (!record.ok) return refuse(world, nameOf(file), record.issues)
    await writeJson(world.stdout, redactRecord(record.value, rules, { regions }).value ?? null)
    return EXIT.yes
  },
}

type Loaded =
  | { readonly rules: readonly RedactionRule[]; readonly regions: readonly string[] }
  | { readonly exit: 3 }

const audienceOf = (args: Arguments): Audience | null => {
  const given = optionOf(args, 'audience')
  // Without a policy all audiences see the same, so none needs naming.
  if (given === undefined) return optionOf(args, 'policy') === undefined ? 'log' : null
  return AUDIENCES.find((audience) => audience === given) ?? null
}

const loadRules = async (args: Arguments, world: World, audience: Audience): Promise<Loaded> => {
  const policyFile = optionOf(args, 'policy')
  const policy = policyFile === undefined ? undefined : await loadPolicy(world, policyFile)
  if (policyFile !== undefined && policy?.ok === false) {
    refuse(world, policyFile, policy.issues)
    return { exit: EXIT.invalid }
  }
  const compiled = policy?.ok === true ? policy.value : undefined
  const regions = compiled?.regions ?? []
  const decisionFile = optionOf(args, 'decision')
  if (decisionFile === undefined) {
    return { rules: compiled === undefined ? MASK_ALL : withheldRules(compiled, audience), regions }
  }
  const decision = await readJson(world, decisionFile, LARGEST_DOCUMENT)
  const rules = decision.ok ? rulesOf(decision.value, audience, compiled) : decision
  if (rules.ok) return { rules: rules.value, regions }
  refuse(world, nameOf(decisionFile), rules.issues)
  return { exit: EXIT.invalid }
}

const withheldRules = (policy: CompiledPolicy, audience: Audience): readonly RedactionRule[] =>
  emitRules(policy, {})[audience]

const rulesOf = (
  decision: unknown,
  audience: Audience,
  policy: CompiledPolicy | undefined,
): Result<readonly RedactionRule[]> => {
  if (!isRecord(decision) || !isRecord(decision['redaction'])) return fail('decision_malformed')
  const made = decision['policy']
  if (policy !== undefined && (!isRecord(made) || made['digest'] !== policy.digest)) {
    return fail('decision_of_another_policy', 'policy.digest')
  }
  return readRules(decision['redaction'][audience])
}

const writeText = async (
  world: World,
  input: string,
  rules: readonly RedactionRule[],
  regions: readonly string[],
): Promise<boolean> => {
  const { text, wrapped } = textIn(input)
  const redacted = redactText(text, rules, { regions })
  await (wrapped
    ? writeJson(world.stdout, { text: redacted.text })
    : write(world.stdout, redacted.text))
  return redacted.complete
}

const textLine =
  (rules: readonly RedactionRule[], regions: readonly string[]) =>
  (line: unknown): LineAnswer => {
    if (!isRecord(line) || typeof line['text'] !== 'string') return fail('text_missing', 'text')
    const { asked } = line
    const options = { regions, ...(typeof asked === 'string' && { asked }) }
    const { text, complete } = redactText(line['text'], rules, options)
    return { ok: true, value: { text, ...(!complete && { complete }) }, isPartial: !complete }
  }

const recordLine =
  (rules: readonly RedactionRule[], regions: readonly string[]) =>
  (line: unknown): Result<unknown> =>
    ok(redactRecord(line, rules, { regions }).value ?? null)
