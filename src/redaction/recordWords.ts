/** What a record holds that may be said in a conversation. */
export interface RecordWords {
  /** People's names; those of one object that are given part by part are one name. */
  readonly names: readonly string[]
  /** Everything else that is text or a number, as the record has it. */
  readonly values: readonly string[]
  /** False where the record holds more than was read, so that what it knows is not known. */
  readonly isWhole: boolean
}

// A customer's record holds hundreds of values; what is larger is a list of something else.
const MOST_VALUES = 5_000

// A record is a few objects deep; what goes deeper is no person's, and is not read in part.
const DEEPEST = 24

// In characters. What is longer is a note or a document, which nobody repeats in a message.
const LONGEST = 120
// How names are named in the languages that records are kept in.
const NAME_KEY = /name|surname|vorname|prenom|prénom|nombre|apellido|cognome|sobrenome/i
// `file_name`, `company_name`: what else has a name.
const NOT_A_PERSON = /user|file|display|product|company|queue|plan|brand|event|host/i

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const isNameKey = (key: string): boolean => NAME_KEY.test(key) && !NOT_A_PERSON.test(key)

interface RecordPart {
  readonly value: unknown
  readonly depth: number
  /** Whether the key that leads to it, or to the list or object around it, is one of names. */
  readonly isName: boolean
}

/**
 * Gives the keys and values of an object; null where it throws when it is looked at, so that nobody
 * knows what it holds.
 */
function entriesOf(value: Fields): readonly (readonly [string, unknown])[] | null {
  try {
    return Object.entries(value)
  } catch {
    return null
  }
}

/**
 * Gives the names that stand in one object, and all of them together: `first_name` and `last_name`.
 * `isName`: the object itself stands under a key of names, as in `name: { first, last }`, so that
 * each text in it is one.
 */
function namesOf(entries: readonly (readonly [string, unknown])[], isName: boolean) {
  const names = entries.flatMap(([key, value]) =>
    typeof value === 'string' && (isName || isNameKey(key)) ? [value] : [],
  )
  return names.length > 1 ? [...names, names.join(' ')] : names
}

/**
 * Reads the names and the other values of a record, whatever is given as one. Texts of more than
 * 120 characters are no values that people repeat. At most 5,000 values, 24 objects deep; past
 * either, `isWhole` is false.
 *
 * Walks with a list of what is left, not by calling itself: a deep record cannot run it out of
 * stack. A circle is read once.
 */
export function readRecordWords(record: unknown): RecordWords {
  const names: string[] = []
  const values: string[] = []
  const seen = new Set<unknown>()
  const left: RecordPart[] = [{ value: record, depth: 0, isName: false }]
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    const { value, depth, isName } = part
    if (values.length + names.length > MOST_VALUES) return { names, values, isWhole: false }
    if (typeof value === 'string' && isName) names.push(value)
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      values.push(String(value))
    if (!isObject(value) || seen.has(value)) continue
    seen.add(value)
    const entries = depth < DEEPEST ? entriesOf(value) : null
    if (entries === null) return { names, values, isWhole: false }
    const isList = Array.isArray(value)
    if (!isList) names.push(...namesOf(entries, isName))
    for (const [key, inner] of entries) {
      const isNamed = isName || (!isList && isNameKey(key))
      if (isList || !isNamed || typeof inner !== 'string')
        left.push({ value: inner, depth: depth + 1, isName: isNamed })
    }
  }
  const isSaid = (value: string): boolean => value.length <= LONGEST
  return { names: names.filter(isSaid), values: values.filter(isSaid), isWhole: true }
}
