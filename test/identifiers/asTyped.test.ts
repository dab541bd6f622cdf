import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

// Everyone's numbers are made up by the check digit's rule, or are the issuer's own sample.
const WRITTEN: Readonly<Record<string, readonly (readonly [text: string, value: string])[]>> = {
  payment_card: [
    ['my card 4111,1111,1111,1111 thanks', '4111,1111,1111,1111'],
    ['my card\n4111\n1111\n1111\n1111', '4111\n1111\n1111\n1111'],
    ['my card is 411 111 111 111 1111', '411 111 111 111 1111'],
    ['it was —4111 1111 1111 1111— ok', '4111 1111 1111 1111'],
  ],
  card_code: [
    ['cvv...123', '123'],
    ['exp12/27 cvv123', '123'],
    ['the three digit code is 123', '123'],
    ['Sicherheitscode 123', '123'],
    ['the code on the front is 1234', '1234'],
    ['código de seguridad: 123', '123'],
  ],
  card_expiry: [
    ['exp 1227', '1227'],
    ['exp Dec 2027', 'Dec 2027'],
    ['6011.0371.2631.5098 04/2032 828', '04/2032'],
    ['exp12/27 cvv123', '12/27'],
    ['expiry 12 27', '12 27'],
    ['expires 2027-12', '2027-12'],
    ['gültig bis 12/27', '12/27'],
    ["date d'expiration : 12/2027", '12/2027'],
    ['vencimiento 12-27', '12-27'],
    ['4111 1111 1111 1111 1227', '4111 1111 1111 1111 1227'],
  ],
  us_bank_routing: [['routing number 021 000 021', '021 000 021']],
  us_ssn: [
    ['my ssn is 536 904399', '536 904399'],
    ['ssn536904399', '536904399'],
    ['my ssn is 53690-4399', '53690-4399'],
    ['social: 536-90 4399', '536-90 4399'],
    ['it is 536 – 90 – 4399', '536 – 90 – 4399'],
    ['ssn 536/90/4399', '536/90/4399'],
    ['seguro social 536 904 399', '536 904 399'],
    ['536904399 is my social', '536904399'],
  ],
  us_itin: [['my itin is 912-701234', '912-701234']],
  uk_nino: [
    ['NI no. AB.12.34.56.C', 'AB.12.34.56.C'],
    ['—AB123456C—', 'AB123456C'],
  ],
  uk_nhs: [['NHS 943.476.5919', '943.476.5919']],
  ca_sin: [
    ['SIN 046.454.286', '046.454.286'],
    ['046 454 286 is my SIN', '046 454 286'],
  ],
  in_aadhaar: [
    ['2341 2341 2346', '2341 2341 2346'],
    ['adhar number 234123412346', '234123412346'],
  ],
  br_cpf: [
    ['CPF 390533447-05', '390533447-05'],
    ['cpf39053344705', '39053344705'],
    ['CPF 390-533-447-05', '390-533-447-05'],
    ['é 390.533.447/05', '390.533.447/05'],
  ],
  br_cnpj: [
    ['é 16727230/0001-97', '16727230/0001-97'],
    ['CNPJ 16 727 230 0001 97', '16 727 230 0001 97'],
  ],
  de_steuer_id: [['Identifikationsnummer 86.095.742.719', '86.095.742.719']],
  es_dni: [
    ['DNI 54 362 315 K', '54 362 315 K'],
    ['mi D.N.I. es 1234567L', '1234567L'],
    ['54362315 K es mi NIF', '54362315 K'],
  ],
  es_nie: [['NIE X-2.482.300-W', 'X-2.482.300-W']],
  fr_nir: [
    ['NIR 2951099126111 93', '2951099126111 93'],
    ['2 95 10 99 126 111 / 93', '2 95 10 99 126 111 / 93'],
  ],
  au_tfn: [['TFN 123.456.782', '123.456.782']],
  us_npi: [['NPI 123 456 7893', '123 456 7893']],
  us_dea: [['DEA AB 1234563', 'AB 1234563']],
  medical_record: [
    ['MRN...0048213', '0048213'],
    ['mrn0048213', '0048213'],
    ['Patientennummer 0048213', '0048213'],
    ['0048213 is the MRN', '0048213'],
  ],
  member_number: [
    ['Versicherungsnummer 482139001', '482139001'],
    ['policy#ABC123456', 'ABC123456'],
    ['número de póliza: 482139001', '482139001'],
  ],
  passport: [
    ['passport AB 1234567', 'AB 1234567'],
    ['my travel document is A12803456', 'A12803456'],
    ['passaporto YA1234567', 'YA1234567'],
  ],
  driving_licence: [
    ['Führerschein B0721234', 'B0721234'],
    ['permis de conduire 123456789012', '123456789012'],
    ['licencia de conducir: 12345678', '12345678'],
  ],
  email: [
    ['my address...ada@example.com', 'address...ada@example.com'],
    ['ada@example.com- thanks', 'ada@example.com'],
    ['write to ada.@example.com', 'ada.@example.com'],
    ['ada@my_shop.example.com', 'ada@my_shop.example.com'],
    ['ada@example.com12', 'ada@example.com'],
  ],
  date_of_birth: [
    ['DOB: 1. 5. 1980', '1. 5. 1980'],
    ['DOB 19800512', '19800512'],
    ['DOB June 5, 1985', 'June 5, 1985'],
    ['DOB Jun. 15, 1985', 'Jun. 15, 1985'],
    ['DOB June 15th 1985', 'June 15th 1985'],
    ['dob12/05/1980', '12/05/1980'],
    ['d/o/b...12/05/1980', '12/05/1980'],
    ['geboren am 15. März 1991', '15. März 1991'],
    ['née le 1er février 1980', '1er février 1980'],
    ['nací el 15 de junio de 1991', '15 de junio de 1991'],
    ['nato il 15 luglio 1991', '15 luglio 1991'],
    ['geboortedatum 15 mei 1991', '15 mei 1991'],
  ],
  ipv6: [['IP:2001:db8::1 ok', '2001:db8::1']],
  iban: [
    ['DE89.3704.0044.0532.0130.00', 'DE89.3704.0044.0532.0130.00'],
    ['IBAN DE89  3704  0044  0532  0130  00', 'DE89  3704  0044  0532  0130  00'],
  ],
  phone: [
    ['Main line 555-123-4567 is active', '555-123-4567'],
    ['Desk: 4155550132 ext 9', '4155550132 ext 9'],
    ['Telefon 030 12345678', '030 12345678'],
    ['móvil: 612 345 678', '612 345 678'],
  ],
  mac: [
    ['MAC:00:1B:44:11:3A:B7', '00:1B:44:11:3A:B7'],
    ['00-1B-44-11-3A-B7-00-FF', '00-1B-44-11-3A-B7-00-FF'],
  ],
  it_codice_fiscale: [['codice fiscale rccmnl83s18d969h, grazie', 'rccmnl83s18d969h']],
  pl_pesel: [['mój PESEL to 44051401359', '44051401359']],
  nl_bsn: [['mijn burgerservicenummer is 1112.22.333', '1112.22.333']],
  se_personnummer: [
    ['jag är 880320-0016', '880320-0016'],
    ['personnummer 198803200016', '198803200016'],
  ],
  fi_hetu: [['tunnus on 131052-308T.', '131052-308T']],
  no_fodselsnummer: [['fødselsnummer 15108695088', '15108695088']],
  be_national_number: [['mijn nummer: 85.07.30-033.28', '85.07.30-033.28']],
  ch_ahv: [['Nummer 756.9217.0769.85', '756.9217.0769.85']],
  ie_pps: [['my PPS number is 6433435FT', '6433435FT']],
  sg_nric: [['it is S1234567D ok', 'S1234567D']],
  mx_curp: [['mi clave es BOXW310820HNERXN09', 'BOXW310820HNERXN09']],
  tr_kimlik: [['TC kimlik no: 17291716060', '17291716060']],
  za_id: [['my ID is 7503305044089', '7503305044089']],
  kr_rrn: [['it is 971013-9019902', '971013-9019902']],
  vin: [['VIN 1M8GDM9AXKP042788', '1M8GDM9AXKP042788']],
  access_token: [
    // In pieces, so that nobody takes them for real.
    ...['glrt-', 'xkeysib-', 'lin_api_', 'pscale_tkn_', 'dckr_pat_', 'hvs.', 'LTAI'].map(
      (prefix) => {
        const secret =
          prefix === 'xkeysib-' ? `${'0a'.repeat(32)}-${'aB3x'.repeat(4)}` : 'aB3x'.repeat(10)
        const token = prefix + secret.slice(0, prefix === 'LTAI' ? 20 : secret.length)
        return [`it is ${token} ok`, token] as const
      },
    ),
    [
      `-----BEGIN PRIVATE KEY-----\nMIIEvQ7${'aB3x'.repeat(14)}\n${'aB3/'.repeat(8)}==\n-----END`,
      `MIIEvQ7${'aB3x'.repeat(14)}\n${'aB3/'.repeat(8)}==`,
    ],
  ],
  url_secret: [
    ['go to https://example.com/in?id_token=abcd1234', 'https://example.com/in?id_token=abcd1234'],
    ['https://hooks.slack.com/services/T0AB/B0CD ok', 'https://hooks.slack.com/services/T0AB/B0CD'],
  ],
  coordinates: [
    ['at 40.7128° N, 74.0060° W', '40.7128° N, 74.0060° W'],
    ['{"lat":40.7128,"lng":-74.0060}', '40.7128,"lng":-74.0060'],
    ['gps 40.7128 -74.0060', '40.7128 -74.0060'],
  ],
}

describe.each(Object.entries(WRITTEN))('%s', (type, cases) => {
  test.each(cases)('is found in: %s', (text, value) => {
    const { spans } = scan(text)
    const start = text.indexOf(value)
    const covered = spans.filter((span) => span.start <= start && span.end >= start + value.length)
    const ends = spans.filter((span) => span.start >= start && span.end <= start + value.length)
    const of = [...covered, ...ends].map((span) => span.type)
    expect(of).toContain(type)
  })
})

// What looks like an identifier and names nobody.
test.each([
  ['the number of a SIM card', 'my sim card number is 8944467242489617311'],
  ['the number of an article', 'EAN 4002829817438'],
  ['part of something longer', '::ffff:192.168.1'],
  ['points that expire', 'your points expire in 1500 days'],
  ['a sentence that runs on', 'the car is on its way.It takes long'],
  ["a shop's order", 'My order id is LP567890123456, and the card works'],
  ['a digit too few', 'Order ID 5678-9012-3456-7890.'],
  ['an order of two letters', 'Order ID GH4567890 has been delivered'],
  ['a number beside driving', 'Chennai, 600002. this is driving me mad'],
  ['a parcel', 'Sendungsnummer 2727 3120 8843 ist unterwegs'],
  ['the number of a book', 'ISBN 978-3-5491-0397-5'],
  ['a version', 'upgrade to 55.0.5625.206'],
  ['an order that starts like a phone number', 'contact me about order 351-2246642-0579722'],
  ['two groups of five', 'numbers 91332 48694'],
  ['a time after `at`', 'at 1737812568528411 us'],
  ['a time in milliseconds', '{"at":1712031234567}'],
  ['a time written as digits', 'log 202503151230 done'],
  ['an order', 'order 44051401359 and 17291716060'],
  ['a serial number', 'serial 1M8GDM9AXKP042788'],
])('%s is left alone', (_, text) => {
  expect(scan(text).spans).toEqual([])
})

test('the numbers of orders are no cards, whatever their last digit', () => {
  for (let order = 0; order < 200; order += 1) {
    const number = `${503 + order}-${2_222_333 + order * 7_919}-${4_444_555 + order * 6_151}`
    const found = scan(`Order ${number} was cancelled`, { types: ['payment_card'] }).spans
    expect(found).toEqual([])
  }
})
