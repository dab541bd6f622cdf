import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../src/model/index.js'
import { redactForm, redactTranscript } from '../../src/redaction/index.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]

const shown = (...messages: readonly (readonly [author: string, text: string])[]) =>
  redactTranscript(
    messages.map(([author, text], at) => ({ id: `m${at}`, author, text })),
    DROP,
  )
    .filter(({ author }) => author === 'customer')
    .map(({ text }) => text)
    .join(' | ')

const said = (...texts: readonly string[]) =>
  shown(...texts.map((text) => ['customer', text] as const))

describe('a value in parts', () => {
  test.each([
    ['its first part stands behind its word', ['cpf 529.982', '247-25'], '529 982 247'],
    ['the same of a number of health', ['nhs 943', '476', '5919'], '476 5919'],
    ['the same of an account of Mexico', ['clabe 0321 8000', '0118 3597 19'], '0321 0118 3597'],
    ['letters and digits', ['curp', 'HEGG560427', 'MVZRRL04'], 'HEGG MVZRRL'],
    [
      'an address that is said',
      ['mail me', 'sue dot ray', 'at example dot org'],
      'sue ray example',
    ],
    ['an address after its name', ['my email is', 'sue', 'at example dot org'], 'sue example'],
    ['a birthday and its year', ['my dob is', '9 october', '84'], 'october 84'],
    ['a birthday in Spanish', ['mi fecha de nacimiento es', '9 de octubre', '1984'], 'octubre 84'],
  ])('is hidden where %s', (_, texts, parts) => {
    const text = said(...texts)
    expect(parts.split(' ').filter((part) => text.includes(part))).toEqual([])
  })

  test('is hidden where it was asked for', () => {
    const text = shown(
      ['agent', 'your date of birth please?'],
      ['customer', '9th of october'],
      ['customer', '84'],
    )
    expect(text).not.toMatch(/october|84/)
  })

  test.each([
    [['the 9th of october', '84 people came']],
    [['see you on 9 october', '20 past 8']],
    [['look', 'at the shop']],
    [['call 12', '30 is fine']],
  ])('and nobody else is: %j', (texts) => {
    expect(said(...texts)).toBe(texts.join(' | '))
  })
})

describe('a birth date in fields of a day, a month and a year', () => {
  const FORMS: readonly Readonly<Record<string, string>>[] = [
    { birth_day: '9', birth_month: '10', birth_year: '1984' },
    { dobDay: '09', dobMonth: 'October', dobYear: '84' },
    { 'dob-dd': '09', 'dob-mm': '10', 'dob-yyyy': '1984' },
    { year_of_birth: '1984' },
    { geburtsjahr: '1984', geburtsmonat: '10' },
    { naissance_jour: '9', naissance_mois: '10' },
  ]

  test.each(FORMS)('is hidden whole in a form: %j', (form) => {
    const fields = Object.entries(form).map(([name, text]) => ({ name, text }))
    const kept = redactForm(fields, DROP).filter((text, at) => text === fields[at]?.text)
    expect(kept).toEqual([])
  })

  test.each([{ year: '1984' }, { day: '9', month: '10' }, { year_built: '1984', born_free: '2' }])(
    'is nobody else: %j',
    (form: Readonly<Record<string, string>>) => {
      const fields = Object.entries(form).map(([name, text]) => ({ name, text }))
      expect(redactForm(fields, DROP)).toEqual(fields.map(({ text }) => text))
    },
  )
})
