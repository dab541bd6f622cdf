import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'

/** Sample values as the authorities and the libraries for their numbers print them, and some that they call wrong. */
const PRINTED: readonly (readonly [type: string, valid: string, invalid: string])[] = [
  ['au_tfn', '123 456 782', '1234567|999 999 999'],
  [
    'be_national_number',
    '88022999990|40000100133|00000199938',
    '88022999991|20070199952|80000099903',
  ],
  ['br_cnpj', '16.727.230/0001-97|12.ABC.345/01DE-35', '16.727.230.0001-98|12.ABC.345/01DE-99'],
  ['br_cpf', '390.533.447-05', '231.002.999-00|660-3'],
  ['ca_sin', '123-456-782', '12345678Z|999-999-999'],
  ['ch_ahv', '756.9217.0769.85|7569203385060', '756.9217.0769.84|123.4567.8910.19'],
  ['de_steuer_id', '36 574 261 809', '36574261808|12345678'],
  ['es_dni', '54362315-K', '54362315Z|54362315'],
  ['es_nie', 'x-2482300w', 'x-2482300a|X2482300'],
  ['fi_hetu', '131052-308T', '131052-308U|12345678'],
  ['fr_nir', '2 95 10 99 126 111 93', '295109912611199|12345678'],
  ['ie_pps', '6433435F|6433435FT|6433435OA', '6433435VH|1234567891'],
  ['in_aadhaar', '234123412346', '123412341234|222222222222|234123412347'],
  ['in_pan', 'ACUPA7085R', 'ABMPA32111|ABMXA3211G'],
  ['it_codice_fiscale', 'RCCMNL83S18D969H', 'RCCMNL83S18D967H|12345678'],
  ['kr_rrn', '971013-9019902|8501266401473', '971013-9019903|12345678'],
  ['mx_curp', 'BOXW310820HNERXN09|HELO990501HVZRPN09', 'BOXW310820HNERXN08|BOXW311320HNERXN09'],
  ['nl_bsn', '1112.22.333|123456782', '1112.52.333|1234567'],
  ['no_fodselsnummer', '151086 95088|11111598403', '15108695077|12345678'],
  ['pl_pesel', '44051401359|09222509560', '44051401358|12345678'],
  ['se_personnummer', '880320-0016|701063-2391', '880320-0018|198803200018'],
  ['tr_kimlik', '17291716060|64211142102', '17291716050|12345678'],
  ['uk_nino', 'HH012345D|hh012345d', 'HH0123456D|XO012345D|00012345D'],
  ['us_ssn', '536-90-4399', '666-90-4399|536-00-4399|1234567890123'],
  ['za_id', '7503305044089', '8503305044089|12345678'],
]

const valuesOf = (list: string): readonly string[] => list.split('|')

describe.each(PRINTED)('%s', (type, valid, invalid) => {
  const identifier = identifiers.find((known) => known.type === type)

  test.each(valuesOf(valid))('%s is one', (text) => {
    expect(identifier?.parse(text).ok).toBe(true)
  })

  test.each(valuesOf(invalid))('%s is none', (text) => {
    expect(identifier?.parse(text).ok).toBe(false)
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
