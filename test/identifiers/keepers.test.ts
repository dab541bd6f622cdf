import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'

const file = fileURLToPath(
  new URL('../../../shared/corpora/stdnum-js-values.json', import.meta.url),
)

interface Value {
  readonly text: string
  readonly type: string
  readonly valid: boolean
}

const valuesOf = (label: string): readonly Value[] => {
  const { items }: { readonly items: readonly Value[] } = JSON.parse(readFileSync(file, 'utf8'))
  return items.filter(({ type }) => type === label)
}

describe.skipIf(!existsSync(file))('values published with their verdict', () => {
  test.each([
    ['BE_INSZ', 'be_national_number'],
    ['BE_NN', 'be_national_number'],
    ['CH_SSN', 'ch_ahv'],
    ['FI_HETU', 'fi_hetu'],
    ['IE_PPS', 'ie_pps'],
    ['IT_CODICEFISCALE', 'it_codice_fiscale'],
    ['KR_RRN', 'kr_rrn'],
    ['MX_CURP', 'mx_curp'],
    ['NL_BSN', 'nl_bsn'],
    ['NO_FODSELSNUMMER', 'no_fodselsnummer'],
    ['PL_PESEL', 'pl_pesel'],
    ['SE_PERSONNUMMER', 'se_personnummer'],
    ['TR_TCKIMLIK', 'tr_kimlik'],
    ['ZA_IDNR', 'za_id'],
  ])('%s: each is told valid or not as others tell it', (label, type) => {
    const identifier = identifiers.find((known) => known.type === type)
    const values = valuesOf(label)
    expect(values.length).toBeGreaterThan(2)
    expect(values.filter(({ text, valid }) => identifier?.parse(text).ok !== valid)).toEqual([])
  })
})

// What a check digit is for.
test.each([
  ['pl_pesel', '44051401359'],
  ['nl_bsn', '111222333'],
  ['no_fodselsnummer', '15108695088'],
  ['be_national_number', '85073003328'],
  ['ch_ahv', '7569217076985'],
  ['tr_kimlik', '17291716060'],
  ['za_id', '7503305044089'],
  ['se_personnummer', '8803200016'],
  ['payment_card', '4111111111111111'],
  ['ca_sin', '130692544'],
  ['uk_nhs', '9434765919'],
  ['in_aadhaar', '234123412346'],
  ['de_steuer_id', '36574261809'],
  ['br_cpf', '39053344705'],
  ['au_tfn', '123456782'],
  ['us_bank_routing', '021000021'],
])('%s: a wrong last digit is never valid', (type, value) => {
  const identifier = identifiers.find((known) => known.type === type)
  expect(identifier?.parse(value).ok).toBe(true)
  for (let wrong = 1; wrong < 10; wrong += 1) {
    const last = (Number(value.slice(-1)) + wrong) % 10
    expect(identifier?.parse(`${value.slice(0, -1)}${last}`).ok).toBe(false)
  }
})
