/** How types are called in a message, for people who write no programs. */
export const FORMS = {
  string: 'text',
  string_in_quotes: 'it in quotes, as text',
  bare_number: 'the number without quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'keys with their values',
  record: 'keys with their values',
  level: 'one of its words',
} as const

const NAMED: ReadonlyMap<string, string> = new Map(Object.entries(FORMS))

/**
 * Says what to write instead. YAML reads 415 and `no` as a number and a truth value: quotes make
 * text of them, and take a number out of its own.
 */
export const formFor = (expected: string, here: unknown): string => {
  const isPlain = typeof here === 'number' || typeof here === 'boolean'
  if (expected === 'string' && isPlain) return 'string_in_quotes'
  const isNumber = typeof here === 'string' && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(here)
  return (expected === 'number' || expected === 'int') && isNumber ? 'bare_number' : expected
}

/** Gives the forms that are meant as one phrase; nothing where a type has no plain name. */
export const formOf = (types: readonly string[]): { readonly form?: string } => {
  const forms = [...new Set(types.flatMap((type) => NAMED.get(type) ?? []))]
  return forms.length === 0 ? {} : { form: forms.join(' or ') }
}
