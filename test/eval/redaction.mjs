// Prints how much of labelled text is found (coverage) and how much of what is found is labelled (precision).
//
//   node test/eval/redaction.mjs FOLDER [--misses] [--json]
//
// FOLDER holds JSON files of the form {meta, items}; an item is {text, spans: [{start, end, type}], scope}, offsets in
// UTF-16 units. A finding counts against precision only where its type is in the item's scope. Items with `valid` and
// a `type` are values for the parser of one identifier.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { load } from '../bench/load.mjs'

/** What the labels call each identifier. */
const LABELS = {
  CREDIT_CARD: ['payment_card'],
  CARD: ['payment_card'],
  US_SSN: ['us_ssn'],
  SSN: ['us_ssn'],
  US_ITIN: ['us_itin'],
  EMAIL: ['email'],
  IBAN: ['iban'],
  PHONE: ['phone'],
  IP: ['ipv4', 'ipv6'],
  MAC: ['mac'],
  URL: ['url', 'url_secret'],
  DOMAIN: ['url', 'url_secret'],
  DATE_OF_BIRTH: ['date_of_birth'],
  UK_NINO: ['uk_nino'],
  GB_NINO: ['uk_nino'],
  UK_NHS: ['uk_nhs'],
  CA_SIN: ['ca_sin'],
  IN_AADHAAR: ['in_aadhaar'],
  IN_PAN: ['in_pan'],
  BR_CPF: ['br_cpf'],
  BR_CNPJ: ['br_cnpj'],
  DE_IDNR: ['de_steuer_id'],
  DE_TAX_ID: ['de_steuer_id'],
  ES_DNI: ['es_dni'],
  ES_NIE: ['es_nie'],
  FR_NIR: ['fr_nir'],
  AU_TFN: ['au_tfn'],
  AU_MEDICARE: ['au_medicare'],
  US_NPI: ['us_npi'],
  US_DEA: ['us_dea'],
  US_MBI: ['us_mbi'],
  MRN: ['medical_record'],
  ABA_ROUTING: ['us_bank_routing'],
  CRYPTO: ['crypto_address'],
  UK_DRIVING_LICENCE: ['driving_licence'],
  US_DRIVER_LICENSE: ['driving_licence'],
  UK_POSTCODE: ['postal_address'],
  US_PASSPORT: ['passport'],
}

const isCovered = (text, { start, end }, spans) => {
  for (let i = start; i < end; i += 1) {
    if (!/[\p{L}\p{N}]/u.test(text[i])) continue
    if (!spans.some((span) => span.start <= i && i < span.end)) return false
  }
  return true
}

const overlaps = (a, b) => a.start < b.end && b.start < a.end

function read(file) {
  const bytes = readFileSync(file)
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

/** Counts one corpus. */
export function evaluateCorpus({ items }, { scan, identifiers }) {
  const rows = {}
  const misses = []
  const row = (label) => {
    rows[label] ??= { gold: 0, covered: 0, found: 0, right: 0, values: 0, agreed: 0 }
    return rows[label]
  }
  for (const item of items) {
    if (typeof item.valid === 'boolean') {
      const types = LABELS[item.type]
      if (types === undefined) continue
      const parsed = identifiers
        .filter(({ type }) => types.includes(type))
        .some(({ parse }) => parse(item.text).ok)
      const counts = row(item.type)
      counts.values += 1
      if (parsed === item.valid) counts.agreed += 1
      else misses.push({ kind: 'value', type: item.type, text: item.text })
      continue
    }
    if (!Array.isArray(item.spans)) continue
    const { spans } = scan(item.text, item.region ? { regions: [item.region] } : {})
    for (const gold of item.spans) {
      if (LABELS[gold.type] === undefined) continue
      const counts = row(gold.type)
      counts.gold += 1
      if (isCovered(item.text, gold, spans)) counts.covered += 1
      else
        misses.push({
          kind: 'missed',
          type: gold.type,
          text: item.text.slice(gold.start, gold.end),
          in: item.text,
        })
    }
    for (const label of item.scope ?? []) {
      const types = LABELS[label]
      if (types === undefined) continue
      // Labels that name the same identifiers count as one: a domain that is labelled is no false web address.
      const golds = item.spans.filter((gold) =>
        LABELS[gold.type]?.some((type) => types.includes(type)),
      )
      for (const span of spans) {
        if (!types.includes(span.type)) continue
        const counts = row(label)
        counts.found += 1
        if (golds.some((gold) => overlaps(gold, span))) counts.right += 1
        else
          misses.push({
            kind: 'false',
            type: label,
            text: item.text.slice(span.start, span.end),
            in: item.text,
          })
      }
    }
  }
  return { rows, misses }
}

const percent = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

async function main([folder, ...flags]) {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write('usage: node test/eval/redaction.mjs FOLDER [--misses] [--json]\n')
    return 2
  }
  const subject = await load()
  const files = readdirSync(folder)
    .filter((name) => /\.json(?:\.gz)?$/.test(name))
    .sort()
  const report = {}
  for (const name of files) {
    const corpus = read(join(folder, name))
    if (!Array.isArray(corpus.items)) continue
    const { rows, misses } = evaluateCorpus(corpus, subject)
    report[name] = rows
    if (flags.includes('--json')) continue
    process.stdout.write(`\n${name}\n`)
    process.stdout.write(
      '  type                   labelled  covered            found  right      values agreed\n',
    )
    for (const [label, c] of Object.entries(rows)) {
      process.stdout.write(
        `  ${label.padEnd(22)} ${String(c.gold).padStart(8)}  ${percent(c.covered, c.gold).padStart(7)} ${String(c.found).padStart(16)}  ${percent(c.right, c.found).padStart(7)} ${c.values ? `${c.agreed}/${c.values}`.padStart(12) : ''}\n`,
      )
    }
    if (flags.includes('--misses'))
      for (const miss of misses) process.stdout.write(`    ${JSON.stringify(miss)}\n`)
  }
  if (flags.includes('--json')) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  return 0
}

if (import.meta.url === new URL(process.argv[1], 'file:').href)
  process.exitCode = await main(process.argv.slice(2))
