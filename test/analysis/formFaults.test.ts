import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RowFault } from '../../src/analysis/formFaults.js'
import { runTest } from '../../src/analysis/runTests.js'
import { type FieldForm, type FieldForms, methods } from '../../src/evidence/index.js'
import { isRecord } from '../../src/model/index.js'
import { compiled } from '../compiled.js'

const policy = compiled(
  readFileSync(new URL('../../examples/policies/retailer.yaml', import.meta.url), 'utf8'),
)

type EvidenceItem = { readonly kind: string } & Readonly<Record<string, unknown>>

/** What is told of a row that gives one item of evidence. */
const faultsIn = (item: EvidenceItem): readonly RowFault[] =>
  runTest(policy, {
    name: 'one item',
    given: { channel: 'sms', address: '+14155550100', evidence: [item] },
    expect: {},
  }).faults

/** The same word with its last two letters the other way round. */
const slip = (word: string): string => word.slice(0, -2) + word.slice(-1) + word.slice(-2, -1)

/** Something that is not of a form; `undefined` where there is nothing that is not. */
function strangerTo(form: FieldForm): unknown {
  switch (form.form) {
    case 'text':
    case 'list':
    case 'fields':
      return 7
    case 'time':
      return 'next week'
    case 'number':
      return 'many'
    case 'flag':
      return 'maybe'
    case 'either':
      return []
    case 'anything':
      return undefined
  }
}

/** A slip in one place of an item, and the place that has to be named. */
interface ItemWithFault {
  readonly title: string
  readonly item: unknown
  readonly place: string
  readonly isSpelling: boolean
}

const snake = (key: string): string => key.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** Every misspelt field and every value of another type, in whatever depth. */
function slipsIn(
  forms: FieldForms,
  value: unknown,
  path: readonly (string | number)[],
  put: (value: unknown) => unknown,
): readonly ItemWithFault[] {
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, member]): readonly ItemWithFault[] => {
    const form = forms[key] ?? forms[snake(key)]
    if (form === undefined || member === undefined || member === null) return []
    const { [key]: _, ...rest } = value
    const place = [...path, key].join('.')
    const putHere = (other: unknown): unknown => put({ ...value, [key]: other })
    const misspelt = slip(key)
    const stranger = strangerTo(form)
    return [
      ...(misspelt === key || key.length < 3
        ? []
        : [
            {
              title: `${place} misspelt`,
              item: put({ ...rest, [misspelt]: member }),
              place: [...path, misspelt].join('.'),
              isSpelling: true,
            },
          ]),
      ...(stranger === undefined
        ? []
        : [
            {
              title: `${place} of another type`,
              item: putHere(stranger),
              place,
              isSpelling: false,
            },
          ]),
      ...slipsBelow(form, member, [...path, key], putHere),
    ]
  })
}

function slipsBelow(
  form: FieldForm,
  value: unknown,
  path: readonly (string | number)[],
  put: (value: unknown) => unknown,
): readonly ItemWithFault[] {
  if (form.form === 'fields') return slipsIn({ ...form.others, ...form.needed }, value, path, put)
  if (form.form !== 'list' || !Array.isArray(value)) return []
  const items: readonly unknown[] = value
  return items.flatMap((item, at) =>
    slipsBelow(form.of, item, [...path, at], (other) => put(items.toSpliced(at, 1, other))),
  )
}

const isItem = (value: unknown): value is EvidenceItem =>
  isRecord(value) && typeof value['kind'] === 'string'

describe.each(methods.map((method) => [method.kind, method] as const))('%s', (kind, method) => {
  const examples = method.examples.valid.filter(isItem)
  const { needed, others } = method.form

  test('as its source writes it, nothing is told of its form', () => {
    expect(examples.length).toBeGreaterThan(0)
    for (const item of examples) expect(faultsIn(item)).toEqual([])
  })

  test('a misspelt kind is told, with the one that is meant', () => {
    for (const item of examples) {
      const [fault] = faultsIn({ ...item, kind: slip(kind) })
      expect(fault).toMatchObject({ code: 'unknown_kind', suggestion: kind })
      expect(fault?.path).toEqual(['evidence', 0, 'kind'])
    }
  })

  test('every misspelt field, and every value of another type, is told at its place', () => {
    const slips = examples.flatMap((item) =>
      slipsIn({ ...others, ...needed }, item, ['evidence', 0], (value) => value),
    )
    expect(slips.length).toBeGreaterThan(3)
    const unseen = slips.filter(({ item, place, isSpelling }) => {
      const faults = isItem(item) ? faultsIn(item) : []
      return !faults.some(
        ({ path, suggestion }) =>
          path.join('.').startsWith(place) && (!isSpelling || suggestion !== undefined),
      )
    })
    expect(unseen.map(({ title }) => title)).toEqual([])
  })

  test('what says when it was made is told where the test is decided before', () => {
    for (const item of examples) {
      const made = ['at', 'authTime', 'auth_time'].filter((key) => item[key] !== undefined)
      for (const key of made) {
        const { faults } = runTest(policy, {
          name: 'too early',
          given: {
            channel: 'sms',
            address: '+14155550100',
            at: '2020-01-01T00:00:00Z',
            evidence: [item],
          },
          expect: {},
        })
        expect(faults).toContainEqual(
          expect.objectContaining({ code: 'not_yet', path: ['evidence', 0, key] }),
        )
      }
    }
    expect(method.kind).toBe(kind)
  })
})
