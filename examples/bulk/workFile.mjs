import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { compareDecisions, redactTranscript, replayRecord } from 'countersign/runtime'

const RULES = [
  { target: 'text', identifier: 'email', action: 'mask' },
  { target: 'text', identifier: 'default', action: 'mask' },
]

/** Reads a compiled policy: `countersign compile POLICY -o FILE.json`. */
export const readPolicy = async (file) => JSON.parse(await readFile(file, 'utf8'))

/**
 * Works through one file of lines and writes its result whole or not at all: under another name first, then renamed. The
 * same file gives the same bytes however often and wherever it is done, so a worker that died costs only its time. The
 * counts are written last: a file that has them is done.
 */
export async function workFile(input, folder, policy) {
  const counts = { lines: 0, transcripts: 0, messages: 0, records: 0, changed: 0, unreadable: 0 }
  const answers = []
  for await (const line of createInterface({ input: createReadStream(input, 'utf8') })) {
    if (line === '') continue
    counts.lines += 1
    answers.push(JSON.stringify(answerTo(line, policy, counts)))
  }
  const name = basename(input)
  await writeWhole(join(folder, name), `${answers.join('\n')}\n`)
  await writeWhole(join(folder, `${name}.counts.json`), JSON.stringify(counts))
  return counts
}

// A line that cannot be read gives a line that says so, and nothing of it.
function answerTo(line, policy, counts) {
  try {
    const value = JSON.parse(line)
    if (Array.isArray(value.messages)) {
      counts.transcripts += 1
      counts.messages += value.messages.length
      return { id: value.id, messages: redactTranscript(value.messages, RULES) }
    }
    if (value.record === 'countersign/1') {
      const again = replayRecord(policy, value)
      const live = { ...value, route: { id: value.route } }
      const differences = again === null ? null : compareDecisions(live, again)
      counts.records += 1
      if (differences?.length > 0) counts.changed += 1
      return { differences }
    }
  } catch {
    // Told below.
  }
  counts.unreadable += 1
  return { unreadable: true }
}

async function writeWhole(file, text) {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${crypto.randomUUID()}.part`
  await writeFile(draft, text)
  await rename(draft, file)
}

/** The files of a folder that there is work in, in one order everywhere. */
export const filesIn = async (folder) =>
  (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort()

/** Adds up what was counted, in the order of the names, and writes `summary.json`. */
export async function writeSummary(names, folder) {
  const summary = { files: names.length }
  for (const name of names) {
    const counts = JSON.parse(await readFile(join(folder, `${name}.counts.json`), 'utf8'))
    for (const [key, count] of Object.entries(counts)) summary[key] = (summary[key] ?? 0) + count
  }
  await writeWhole(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  return summary
}
