/** What a value may look like, as data: types, JSON Schemas and the reference are made from it. */
export type FieldForm =
  | { readonly form: 'text'; readonly words?: readonly string[]; readonly open?: boolean }
  | { readonly form: 'time' | 'number' | 'flag' | 'anything' }
  | { readonly form: 'list'; readonly of: FieldForm }
  | { readonly form: 'fields'; readonly needed: FieldForms; readonly others: FieldForms }
  | { readonly form: 'either'; readonly of: readonly FieldForm[] }

/** Forms by the names of their fields. */
export type FieldForms = Readonly<Record<string, FieldForm>>

/** Free text. */
export const textField = { form: 'text' } as const

/** A time: ISO 8601 text, milliseconds, or a token's seconds since the epoch. */
export const time = { form: 'time' } as const

/** A number. */
export const number = { form: 'number' } as const

/** Yes or no. */
export const flagField = { form: 'flag' } as const

/** Anything that JSON can hold. */
export const anything = { form: 'anything' } as const

/** One of the words that a source uses; with `open` it may use others as well. */
export const oneOfField = <const Word extends string>(...words: readonly Word[]) =>
  ({ form: 'text', words }) as const

/** One of the names of a table. */
export function nameIn<Table extends Readonly<Record<string, unknown>>>(
  table: Table,
): { readonly form: 'text'; readonly words: readonly (keyof Table & string)[] }
export function nameIn(table: Readonly<Record<string, unknown>>): FieldForm {
  return { form: 'text', words: Object.keys(table) }
}

/** Text of which only some words are known. */
export const openWord = <const Word extends string>(...words: readonly Word[]) =>
  ({ form: 'text', words, open: true }) as const

/** A list. */
export const listField = <const Of extends FieldForm>(of: Of) => ({ form: 'list', of }) as const

/** An object: what it must carry, and what it may; a source may always add more. */
export const fieldsOf = <const Needed extends FieldForms, const Others extends FieldForms>(
  needed: Needed,
  others: Others,
) => ({ form: 'fields', needed, others }) as const

/** One form or another. */
export const either = <const Of extends readonly FieldForm[]>(...of: Of) =>
  ({ form: 'either', of }) as const

// `phone_number` as the SDK spells it: `phoneNumber`.
type CamelCase<Name> = Name extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest> & string>}`
  : Name

// A source may always add more; what is not named here is not read.
type OtherFields = { readonly [other: string]: unknown }

/** The values of a form, with names as they are written, or as Twilio's SDK spells them. */
export type ValueOf<F> = F extends { form: 'text'; words: readonly (infer Word)[]; open: true }
  ? Word | (string & Record<never, never>)
  : F extends { form: 'text'; words: readonly (infer Word)[] }
    ? Word
    : F extends { form: 'text' }
      ? string
      : F extends { form: 'time' }
        ? string | number
        : F extends { form: 'number' }
          ? number
          : F extends { form: 'flag' }
            ? boolean
            : F extends { form: 'list'; of: infer Of }
              ? readonly ValueOf<Of>[]
              : F extends { form: 'either'; of: readonly (infer Of)[] }
                ? ValueOf<Of>
                : F extends { form: 'fields'; needed: infer Needed; others: infer Others }
                  ? (SnakeFields<Needed, Others> | CamelFields<Needed, Others>) & OtherFields
                  : unknown

// The fields as the API writes them: those that it must have, and those that may be null or absent.
type SnakeFields<Needed, Others> = { readonly [Name in keyof Needed]: ValueOf<Needed[Name]> } & {
  readonly [Name in keyof Others]?: ValueOf<Others[Name]> | null | undefined
}

// The same, in the spelling of Twilio's SDK.
type CamelFields<Needed, Others> = {
  readonly [Name in keyof Needed as CamelCase<Name> & string]: ValueOf<Needed[Name]>
} & {
  readonly [Name in keyof Others as CamelCase<Name> & string]?:
    | ValueOf<Others[Name]>
    | null
    | undefined
}

/** The form of one kind of evidence: what every item of it carries, and what it may. */
export interface EvidenceForm {
  readonly kind: string
  readonly needed: FieldForms
  readonly others: FieldForms
}

/** What evidence that a person gave may be bound to, beside its conversation. */
export const BOUND = {
  by: fieldsOf({ channel: textField, address: textField }, { to: textField }),
  epoch: number,
  message: textField,
  purpose: textField,
} as const

/** What a login says, under the names of its own or those of its token (RFC 7519, OpenID Connect Core). */
export const LOGIN = {
  issuer: textField,
  iss: textField,
  subject: textField,
  sub: textField,
  customer: textField,
  amr: listField(textField),
  acr: textField,
  auth_time: time,
  authTime: time,
  expires: time,
} as const

/** The form of a kind of evidence, with its words kept as types. */
export const evidenceForm = <
  const Kind extends string,
  const Needed extends FieldForms,
  const Others extends FieldForms,
>(
  kind: Kind,
  { needed, others }: { readonly needed: Needed; readonly others: Others },
) => ({ kind, needed, others })

/** An item of evidence as its form has it. */
export type ItemOf<F> = F extends { kind: infer Kind; needed: infer Needed; others: infer Others }
  ? { readonly kind: Kind } & SnakeFields<Needed, Others> & OtherFields
  : never
