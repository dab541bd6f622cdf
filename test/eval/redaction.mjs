// Prints how much of labelled text is found (coverage) and how much of what is found is labelled (precision).
//
//   node test/eval/redaction.mjs FOLDER [--misses] [--json]
//
// FOLDER holds JSON files of the form {meta, items}; an item is {text, spans: [{start, end, type}], scope}, offsets in
// UTF-16 units. A finding counts against precision only where its type is in the item's scope. Items with `valid` and
// a `type` are values for the parser of one identifier; items with `spans: null` are left out.
//
// Labels no identifier goes by are listed, not dropped in silence. Exit codes: 0 measured, 2 used wrongly or nothing to
// measure, 3 something in the folder could not be read; the rest was measured.
import { pathToFileURL } from 'node:url'
import { load } from '../bench/load.mjs'
import { typesOf } from './labels.mjs'
import { listCorpora, readCorpus } from './readCorpus.mjs'

const FLAGS = ['--misses', '--json']
const MOST_FAULTS = 20

const isCovered = (text, { start, end }, spans) => {
  for (let i = start; i < end; i += 1) {
    if (!/[\p{L}\p{N}]/u.test(text[i])) continue
    if (!spans.some((span) => span.start <= i && i < span.end)) return false
  }
  return true
}

const overlaps = (a, b) => a.start < b.end && b.start < a.end

const emptyRow = () => ({ gold: 0, covered: 0, found: 0, right: 0, values: 0, agreed: 0 })

/** What one corpus comes to, and the labels it uses. */
function startTally({ scan, identifiers }) {
  const known = new Set(identifiers.map(({ type }) => type))
  const rows = {}
  const unknown = {}
  const misses = []
  const typesFor = (label, counts) => {
    const types = typesOf(label, known)
    if (types === undefined && counts) unknown[label] = (unknown[label] ?? 0) + 1
    return types
  }
  const row = (label) => {
    rows[label] ??= emptyRow()
    return rows[label]
  }
  return { scan, identifiers, rows, unknown, misses, typesFor, row }
}

function countValue({ text, type, valid }, { identifiers, misses, typesFor, row }) {
  const types = typesFor(type, true)
  if (types === undefined) return
  const parsed = identifiers
    .filter((identifier) => types.includes(identifier.type))
    .some(({ parse }) => parse(text).ok)
  const counts = row(type)
  counts.values += 1
  if (parsed === valid) counts.agreed += 1
  else misses.push({ kind: 'value', type, text })
}

function countCovered({ text, spans: golds }, spans, { misses, typesFor, row }) {
  for (const gold of golds) {
    if (typesFor(gold.type, true) === undefined) continue
    const counts = row(gold.type)
    counts.gold += 1
    if (isCovered(text, gold, spans)) counts.covered += 1
    else
      misses.push({
        kind: 'missed',
        type: gold.type,
        text: text.slice(gold.start, gold.end),
        in: text,
      })
  }
}

function countFound({ text, spans: golds, scope = [] }, spans, { misses, typesFor, row }) {
  for (const label of scope) {
    const types = typesFor(label, false)
    if (types === undefined) continue
    // Labels that name the same identifiers count as one: a domain that is labelled is no false web address.
    const same = golds.filter((gold) =>
      typesFor(gold.type, false)?.some((type) => types.includes(type)),
    )
    for (const span of spans) {
      if (!types.includes(span.type)) continue
      const counts = row(label)
      counts.found += 1
      if (same.some((gold) => overlaps(gold, span))) counts.right += 1
      else
        misses.push({
          kind: 'false',
          type: label,
          text: text.slice(span.start, span.end),
          in: text,
        })
    }
  }
}

/** Counts one corpus. */
export function evaluateCorpus({ items }, subject) {
  const tally = startTally(subject)
  for (const item of items) {
    if (item.valid !== undefined) countValue(item, tally)
    else if (item.spans !== null) {
      const { spans } = tally.scan(item.text, item.region ? { regions: [item.region] } : {})
      countCovered(item, spans, tally)
      countFound(item, spans, tally)
    }
  }
  const { rows, unknown, misses } = tally
  return { rows, unknown, misses }
}

const percent = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

function printRows(name, rows, { stdout }) {
  stdout.write(`\n${name}\n`)
  stdout.write(
    '  type                   labelled  covered            found  right      values agreed\n',
  )
  for (const [label, c] of Object.entries(rows)) {
    const values = c.values ? `${c.agreed}/${c.values}`.padStart(12) : ''
    stdout.write(
      `  ${label.padEnd(22)} ${String(c.gold).padStart(8)}  ${percent(c.covered, c.gold).padStart(7)} ${String(c.found).padStart(16)}  ${percent(c.right, c.found).padStart(7)} ${values}\n`,
    )
  }
}

function printRest({ unknown, misses }, flags, { stdout }) {
  const names = Object.entries(unknown).map(([label, count]) => `${label} ${count}`)
  if (names.length > 0)
    stdout.write(`  no identifier of that name, not measured: ${names.join(', ')}\n`)
  if (!flags.includes('--misses')) return
  for (const miss of misses) stdout.write(`    ${JSON.stringify(miss)}\n`)
}

function complain(name, faults, { stderr }) {
  for (const fault of faults.slice(0, MOST_FAULTS)) stderr.write(`${name}: ${fault}\n`)
  const more = faults.length - MOST_FAULTS
  if (more > 0) stderr.write(`${name}: and ${more} more\n`)
}

function addTo(totals, rows) {
  for (const [label, row] of Object.entries(rows)) {
    totals[label] ??= emptyRow()
    for (const key of Object.keys(row)) totals[label][key] += row[key]
  }
}

// Bundled once, however many folders are measured.
let subject

/** Runs the command with arguments and streams, and gives its exit code. */
export async function main([place, ...flags], streams) {
  const { stdout, stderr } = streams
  const files = place === undefined ? null : listCorpora(place)
  if (files === null || flags.some((flag) => !FLAGS.includes(flag))) {
    stderr.write('usage: node test/eval/redaction.mjs FOLDER [--misses] [--json]\n')
    return 2
  }
  subject ??= await load()
  const report = {}
  const totals = {}
  let broken = 0
  for (const { path, name } of files) {
    const corpus = readCorpus(path)
    broken += corpus.faults.length
    complain(name, corpus.faults, streams)
    const { rows, unknown, misses } = evaluateCorpus(corpus, subject)
    report[name] = { rows, unknown, faults: corpus.faults.length }
    addTo(totals, rows)
    if (flags.includes('--json')) continue
    printRows(name, rows, streams)
    printRest({ unknown, misses }, flags, streams)
  }
  if (flags.includes('--json')) stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else if (files.length > 1) printRows('all of them', totals, streams)
  if (Object.keys(totals).length === 0) {
    stderr.write('nothing to measure: no labelled item of a known type\n')
    return broken > 0 ? 3 : 2
  }
  return broken > 0 ? 3 : 0
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2), process)
