import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { type Span, scan } from '../../src/redaction/index.js'

interface Item {
  readonly text: string
  readonly spans: readonly Span[] | null
  readonly valid?: boolean
  readonly type?: string
}

const folder = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url))

function read(name: string): readonly Item[] {
  const bytes = readFileSync(folder + name)
  const corpus: { readonly items: readonly Item[] } = JSON.parse(
    (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'),
  )
  return corpus.items
}

const SYNTHETIC = [
  'presidio-research-synth-v2.json',
  'presidio-research-generated-small.json',
] as const

const isCovered = (text: string, gold: Span, spans: readonly Span[]): boolean =>
  Array.from({ length: gold.end - gold.start }, (_, i) => gold.start + i).every(
    (at) =>
      !/[\p{L}\p{N}]/u.test(text.charAt(at)) ||
      spans.some(({ start, end }) => start <= at && at < end),
  )

function count(items: readonly Item[], label: string, types: readonly string[]) {
  let [labelled, covered, found, right] = [0, 0, 0, 0]
  for (const { text, spans } of items) {
    const gold = (spans ?? []).filter(({ type }) => type === label)
    const own = scan(text).spans
    labelled += gold.length
    covered += gold.filter((span) => isCovered(text, span, own)).length
    const typed = own.filter(({ type }) => types.includes(type))
    found += typed.length
    right += typed.filter((span) =>
      gold.some(({ start, end }) => start < span.end && span.start < end),
    ).length
  }
  return { labelled, missed: labelled - covered, found, wrong: found - right }
}

describe.skipIf(!existsSync(folder))('on labelled text', () => {
  test.each([
    ['CREDIT_CARD', ['payment_card']],
    ['US_SSN', ['us_ssn']],
    ['EMAIL', ['email']],
    ['IBAN', ['iban']],
    ['IP', ['ipv4', 'ipv6']],
  ])('every %s of the synthetic sets is covered, and none is made up', (label, types) => {
    const { labelled, missed, wrong } = count(SYNTHETIC.flatMap(read), label, types)
    expect(labelled).toBeGreaterThan(10)
    expect({ missed, wrong }).toEqual({ missed: 0, wrong: 0 })
  })

  test('of the phone numbers of service dialogues 98 in 100 are covered, and none is made up', () => {
    const { labelled, missed, wrong } = count(read('sgd-dev.json.gz'), 'PHONE', ['phone'])
    expect(missed / labelled).toBeLessThanOrEqual(0.02)
    expect(wrong).toBe(0)
  })

  test('service dialogues hold no card, SSN, IBAN, address of a machine or of mail', () => {
    const types = ['payment_card', 'us_ssn', 'iban', 'ipv4', 'ipv6', 'email']
    const found = read('sgd-dev.json.gz').flatMap(({ text }) => scan(text, { types }).spans)
    expect(found).toEqual([])
  })

  test('every IBAN of the registry is found, and none with a wrong digit', () => {
    const { labelled, missed, wrong } = count(read('iban-js.json'), 'IBAN', ['iban'])
    expect({ labelled, missed, wrong }).toEqual({ labelled: 208, missed: 0, wrong: 0 })
  })

  test.each([
    ['US_SSN', 'us_ssn'],
    ['GB_NINO', 'uk_nino'],
    ['CA_SIN', 'ca_sin'],
    ['IN_AADHAAR', 'in_aadhaar'],
    ['IN_PAN', 'in_pan'],
    ['BR_CPF', 'br_cpf'],
    ['BR_CNPJ', 'br_cnpj'],
    ['DE_IDNR', 'de_steuer_id'],
    ['ES_DNI', 'es_dni'],
    ['ES_NIE', 'es_nie'],
    ['FR_NIR', 'fr_nir'],
    ['AU_TFN', 'au_tfn'],
  ])('each %s value is told valid or not as its keepers tell it', (label, type) => {
    const identifier = identifiers.find((known) => known.type === type)
    const values = read('stdnum-js-values.json').filter((item) => item.type === label)
    expect(values.length).toBeGreaterThan(2)
    const differing = values.filter(({ text, valid }) => identifier?.parse(text).ok !== valid)
    expect(differing.length).toBe(0)
  })
})
