import type { CompiledPolicy } from '../../decide/index.js'
import { fail, isRecord } from '../../model/index.js'
import { type ScanOptions, scan as scanText } from '../../redaction/index.js'
import { type Command, EXIT, isSet, optionOf } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { type LineAnswer, mapLines } from '../mapLines.js'
import { LARGEST_TEXT, nameOf, readText } from '../readInput.js'
import { PARTIAL, refuse, refuseUsage } from '../refuse.js'
import { textIn } from '../textIn.js'
import { writeJson } from '../write.js'

/** `countersign scan`: where identifiers stand in text. Offsets are UTF-16, never the text itself. */
export const scan: Command = {
  name: 'scan',
  usage: 'scan [FILE|-] [--policy P] [--asked TEXT] [--why] [--ndjson]',
  summary: 'Finds identifiers in text, or in the "text" of each NDJSON line.',
  example: 'scan chat.txt --why',
  options: {
    policy: {
      type: 'string',
      value: 'P',
      summary: 'A policy whose own kinds and regions are used.',
    },
    asked: { type: 'string', value: 'TEXT', summary: 'What the other side asked before it.' },
    why: { type: 'boolean', summary: 'Say what each finding rests on.' },
    ndjson: { type: 'boolean', summary: 'One message a line.' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (others.length > 0) return refuseUsage(world, this, 'name one file')
    const policyFile = optionOf(args, 'policy')
    const policy = policyFile === undefined ? undefined : await loadPolicy(world, policyFile)
    if (policyFile !== undefined && policy?.ok === false)
      return refuse(world, policyFile, policy.issues)
    const known = policy?.ok === true ? knownBy(policy.value) : {}
    const options = { ...known, why: isSet(args, 'why') }
    if (isSet(args, 'ndjson')) return mapLines(world, file, scanLine(options))
    const text = await readText(world, file, LARGEST_TEXT)
    if (!text.ok) return refuse(world, nameOf(file), text.issues)
    const found = report(textIn(text.value).text, optionOf(args, 'asked'), options)
    await writeJson(world.stdout, found)
    // What was not looked through may hold anything.
    return found.complete === false ? refuse(world, nameOf(file), [PARTIAL]) : EXIT.yes
  },
}

const scanLine =
  (options: ScanOptions) =>
  (line: unknown): LineAnswer =>
    isRecord(line) && typeof line['text'] === 'string'
      ? answerOf(report(line['text'], line['asked'], options))
      : fail('text_missing', 'text')

/** What a policy knows of the values to look for. */
const knownBy = ({ regions, identifiers, allow }: CompiledPolicy): ScanOptions => ({
  ...(regions.length > 0 && { regions }),
  ...(identifiers !== undefined && { identifiers }),
  ...(allow !== undefined && { allow }),
})

const answerOf = (found: ReturnType<typeof report>): LineAnswer => ({
  ok: true,
  value: found,
  isPartial: found.complete === false,
})

const report = (text: string, asked: unknown, options: ScanOptions) => {
  const about = typeof asked === 'string' ? { asked } : {}
  const { spans, complete } = scanText(text, { ...options, ...about })
  return { spans, ...(!complete && { complete }) }
}
