import { describe, expect, test } from 'vitest'
import { type FieldForm, type FieldForms, methods } from '../../src/evidence/index.js'

type ItemPath = readonly string[]

/** Every place of a form where a closed list of words stands, with its words. */
const wordsIn = (
  forms: FieldForms,
  at: ItemPath = [],
): readonly (readonly [ItemPath, readonly string[]])[] =>
  Object.entries(forms).flatMap(([name, form]) => wordsOf(form, [...at, name]))

const wordsOf = (
  form: FieldForm,
  at: ItemPath,
): readonly (readonly [ItemPath, readonly string[]])[] => {
  switch (form.form) {
    case 'text':
      return form.words === undefined || form.open === true ? [] : [[at, form.words]]
    case 'list':
      return wordsOf(form.of, [...at, '0'])
    case 'fields':
      return wordsIn({ ...form.needed, ...form.others }, at)
    case 'either':
      return form.of.flatMap((one) => wordsOf(one, at))
    case 'time':
    case 'number':
    case 'flag':
    case 'anything':
      return []
  }
}

const replaced = (value: unknown, [step, ...rest]: ItemPath, word: string): unknown => {
  if (step === undefined) return word
  if (Array.isArray(value)) return value.map((item) => replaced(item, rest, word))
  const fields: Record<string, unknown> = { ...Object(value) }
  return { ...fields, [step]: replaced(fields[step], rest, word) }
}

const issuers = [{ issuer: 'https://login.example.com' }]
const knows = (kind: string, item: unknown, path: ItemPath): boolean => {
  const method = methods.find((one) => one.kind === kind)
  const read = method?.read(
    { kind, ...Object(item) },
    { issuers: issuers.map((one) => ({ ...one, amr: {}, acr: {} })) },
  )
  const found = read === undefined ? [] : read.ok ? read.value : read.issues
  const said = JSON.stringify(found)
  return (
    !said.includes('unknown_value') && !said.includes(`"malformed","path":"/${path.join('/')}"`)
  )
}

describe.each(methods)('$kind', ({ kind, form, examples }) => {
  test('its form is of its kind', () => {
    expect(form.kind).toBe(kind)
  })

  const [first] = examples.valid
  const places = wordsIn({ ...form.needed, ...form.others })
  if (places.length > 0) {
    test('knows every word that its form has, and no other', () => {
      for (const [path, words] of places) {
        for (const word of words)
          expect(knows(kind, replaced(first, path, word), path), word).toBe(true)
        expect(knows(kind, replaced(first, path, 'zzz'), path), path.join('.')).toBe(false)
      }
    })
  }
})
