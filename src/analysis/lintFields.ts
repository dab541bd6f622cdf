import type { Check, Finding } from './finding.js'

/**
 * Finds fields that two classes name, and classes that open nothing of a record.
 *
 * Two classes may well name one field where the harder one picks a part out of a wider path, such
 * as `card.number` beside `card`. The other way round the narrow class never decides.
 */
export const lintFields: Check = (lintable) => [...lintShared(lintable), ...lintEmpty(lintable)]

const lintEmpty: Check = ({ policy }) =>
  policy.classes.flatMap(({ name, fields, rungs, deliver }): readonly Finding[] =>
    fields.length > 0 || (rungs.length === 0 && deliver === undefined)
      ? []
      : [{ code: 'class_without_fields', path: ['classes', name], word: name }],
  )

/** A field as the document writes it: in which class, and how hard that is to open. */
interface ClassField {
  readonly name: string
  readonly index: number
  readonly word: string
  readonly sensitivity: number
}

// A field that two classes name is shown as the stricter of them says. That is intended where the stricter one
// picks out a part.
const lintShared: Check = ({ document, policy }) => {
  const all = Object.entries(document.classes).flatMap(([name, { fields = [] }]) => {
    const sensitivity = policy.classes.find((one) => one.name === name)?.sensitivity ?? 0
    return fields.map((word, index): ClassField => ({ name, index, word, sensitivity }))
  })
  return all.flatMap((field, at): readonly Finding[] => {
    const other = all
      .slice(0, at)
      .find((earlier) => earlier.name !== field.name && isDoubted(earlier, field))
    return other === undefined
      ? []
      : [
          {
            code: 'field_in_two_classes',
            path: ['classes', field.name, 'fields', field.index],
            word: field.word,
            by: other.word === field.word ? other.name : `${other.name} (${other.word})`,
          },
        ]
  })
}

// The same path in both, or a part that is easier to open than the whole in which it lies.
function isDoubted(one: ClassField, other: ClassField): boolean {
  if (one.word === other.word) return true
  const [wide, narrow] = isWithin(one.word, other.word) ? [one, other] : [other, one]
  return isWithin(wide.word, narrow.word) && narrow.sensitivity < wide.sensitivity
}

// A path holds whatever lies below it, and `*` stands for any one step.
function isWithin(wide: string, narrow: string): boolean {
  const [outer, inner] = [wide.split('.'), narrow.split('.')]
  return outer.every((step, at) =>
    step === '**' ? true : at < inner.length && (step === '*' || step === inner[at]),
  )
}
