import { ok } from '../../model/index.js'
import { type MigratedDocument, migrateDocument } from '../../policy/index.js'
import { type Command, EXIT, isSet, optionOf, TAKES } from '../command.js'
import { compiledIn, refuseCompiled } from '../compiledIn.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { saveText } from '../files/saveText.js'
import { hasMark, inputName, LARGEST_DOCUMENT, policyTextOf, readBytes } from '../readInput.js'
import { readSources } from '../readSources.js'
import { refuse, refuseUsage } from '../refuse.js'

/** `countersign migrate`: a policy in the present words, every other character of it as it was. */
export const migrate: Command = {
  name: 'migrate',
  usage: 'migrate P [--check | --write | -o FILE]',
  summary: 'Writes a policy in the current form, and keeps its comments.',
  example: 'migrate policy.yaml --check',
  takes: TAKES.policy,
  options: {
    check: {
      type: 'boolean',
      summary: 'Write nothing. The exit code is 1 if there is something to change.',
    },
    write: {
      type: 'boolean',
      summary: 'Change the file itself, and the base policies in their own files.',
    },
    output: outputOption('it'),
  },
  async run(args, context) {
    const [file = ''] = args.positionals
    // Each says where the answer goes, so two of them would contradict each other.
    const ways = [
      isSet(args, 'check'),
      isSet(args, 'write'),
      optionOf(args, 'output') !== undefined,
    ]
    if (ways.filter(Boolean).length > 1)
      return refuseUsage(context, this, 'give only one of --check, --write and -o')
    if (file === '-' && isSet(args, 'write'))
      return refuseUsage(context, this, '--write needs a file, not standard input')
    const bytes = await readBytes(context, file, LARGEST_DOCUMENT)
    if (!bytes.ok) return refuse(context, inputName(file), bytes.issues)
    // The byte order mark stays a character of the text, so that it is written back.
    const decoded = policyTextOf(bytes.value)
    if (!decoded.ok) return refuse(context, inputName(file), decoded.issues)
    const text = withMark(bytes.value, decoded.value)
    const compiled = compiledIn(text)
    const sources =
      compiled === null ? await readSources(context, file, text) : refuseCompiled(compiled)
    const migrated = sources.ok ? migrateDocument(text, sources.value) : sources
    if (!migrated.ok) return refuse(context, inputName(file), migrated.issues)
    const { text: now, files, renamed } = migrated.value
    context.stderr.write(describe(inputName(file), migrated.value))
    if (isSet(args, 'check')) return renamed.length === 0 ? EXIT.yes : EXIT.no
    if (!isSet(args, 'write')) {
      // What a policy extends belongs to other policies too, so it is changed on demand
      // alone.
      for (const base of Object.keys(files))
        context.stderr.write(`${base}: this base policy was not changed; --write changes it too\n`)
      return saveOutput(context, args, 'output', now)
    }
    for (const [base, changed] of Object.entries(files)) {
      const was = await readBytes(context, base, LARGEST_DOCUMENT)
      if (!was.ok) return refuse(context, base, was.issues)
      // Written only where the file is still as it was read.
      const saved = await saveText(base, was.value, () => ok(withMark(was.value, changed)))
      if (!saved.ok) return refuse(context, base, saved.issues)
    }
    // A file with nothing to change keeps the time at which it was last written.
    if (now === text) return EXIT.yes
    const saved = await saveText(file, bytes.value, () => ok(now))
    return saved.ok ? EXIT.yes : refuse(context, file, saved.issues)
  },
}

/**
 * Puts back the byte order mark of a file that is extended, which was read as
 * text without it.
 */
const withMark = (was: Uint8Array, text: string): string => (hasMark(was) ? `\ufeff${text}` : text)

/** Says on stderr which word becomes which, a line each, so that stdout holds the document alone. */
const describe = (file: string, { renamed }: MigratedDocument): string =>
  renamed.length === 0
    ? `${file}: there is nothing to change\n`
    : renamed
        .map(
          ({ file: base = file, line, column, word, now }) =>
            `${base}:${line}:${column}: \`${word}\` is now written \`${now}\`\n`,
        )
        .join('')
