import { isRecord } from '../../model/record.js'
import { fail } from '../../model/result.js'
import { scan as scanText } from '../../redaction/index.js'
import { type Command, EXIT, isSet, optionOf } from '../command.js'
import { type LineAnswer, mapLines } from '../mapLines.js'
import { LARGEST_TEXT, nameOf, readText } from '../readInput.js'
import { PARTIAL, refuse, refuseUsage } from '../refuse.js'
import { textIn } from '../textIn.js'
import { writeJson } from '../write.js'

/** `countersign scan`: where identifiers stand in text. Offsets are UTF-16, never the text itself. */
export const scan: Command = {
  name: 'scan',
  usage: 'scan [FILE|-] [--asked TEXT] [--why] [--ndjson]',
  summary: 'Finds identifiers in text, or in the "text" of each NDJSON line.',
  options: { asked: { type: 'string' }, why: { type: 'boolean' }, ndjson: { type: 'boolean' } },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (others.length > 0) return refuseUsage(world, this.usage, 'name one file')
    if (isSet(args, 'ndjson')) return mapLines(world, file, scanLine(isSet(args, 'why')))
    const text = await readText(world, file, LARGEST_TEXT)
    if (!text.ok) return refuse(world, nameOf(file), text.issues)
    const found = report(textIn(text.value).text, optionOf(args, 'asked'), isSet(args, 'why'))
    await writeJson(world.stdout, found)
    // What was not looked through may hold anything.
    return found.complete === false ? refuse(world, nameOf(file), [PARTIAL]) : EXIT.yes
  },
}

const scanLine =
  (why: boolean) =>
  (line: unknown): LineAnswer =>
    isRecord(line) && typeof line['text'] === 'string'
      ? answerOf(report(line['text'], line['asked'], why))
      : fail('text_missing', 'text')

const answerOf = (found: ReturnType<typeof report>): LineAnswer => ({
  ok: true,
  value: found,
  isPartial: found.complete === false,
})

const report = (text: string, asked: unknown, why: boolean) => {
  const { spans, complete } = scanText(text, { why, ...(typeof asked === 'string' && { asked }) })
  return { spans, ...(!complete && { complete }) }
}
