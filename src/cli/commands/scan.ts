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
  usage: 'scan [FILE|-] [--asked TEXT] [--ndjson]',
  summary: 'Finds identifiers in text, or in the "text" of each NDJSON line.',
  options: { asked: { type: 'string' }, ndjson: { type: 'boolean' } },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (others.length > 0) return refuseUsage(world, this.usage, 'name one file')
    if (isSet(args, 'ndjson')) return mapLines(world, file, scanLine)
    const text = await readText(world, file, LARGEST_TEXT)
    if (!text.ok) return refuse(world, nameOf(file), text.issues)
    const found = report(textIn(text.value).text, optionOf(args, 'asked'))
    await writeJson(world.stdout, found)
    // What was not looked through may hold anything.
    return found.complete === false ? refuse(world, nameOf(file), [PARTIAL]) : EXIT.yes
  },
}

const scanLine = (line: unknown): LineAnswer =>
  isRecord(line) && typeof line['text'] === 'string'
    ? answerOf(report(line['text'], line['asked']))
    : fail('text_missing', 'text')

const answerOf = (found: ReturnType<typeof report>): LineAnswer => ({
  ok: true,
  value: found,
  isPartial: found.complete === false,
})

const report = (text: string, asked: unknown) => {
  const { spans, complete } = scanText(text, typeof asked === 'string' ? { asked } : {})
  return {
    spans: spans.map(({ start, end, type }) => ({ start, end, type })),
    ...(!complete && { complete }),
  }
}
