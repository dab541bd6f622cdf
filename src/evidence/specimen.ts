import { type Evidence, type Instant, type JsonObject, printInstant } from '../model/index.js'

/**
 * Whom a specimen is about, by every kind of name that evidence has for a person. All values are
 * made up.
 */
export interface SpecimenPerson {
  readonly phone: string
  readonly mailbox: string
  /** Their name at a login, or at a service that keeps factors. */
  readonly account: string
  /** The address they write from. */
  readonly address: string
  /** The customer, where the source itself says who it is; `null` where only a directory would know. */
  readonly customer: string | null
}

/** When and for what a specimen is made. */
export interface SpecimenBinding {
  /** When the person acted, or something was found out. */
  readonly at: Instant
  /** When it was shown to us, where that is later than when the person acted; only a login may be shown later. */
  readonly seen?: Instant
  /**
   * When the login, or another proof, no longer counts; far in the future where only its age is to end it.
   */
  readonly expires: Instant
  readonly conversation: string
  /** The class or action it is gathered for; `null` for any. */
  readonly purpose: string | null
  /** The message it is gathered for, on a channel where each stands alone; `null` for any. */
  readonly message: string | null
  readonly payment: { readonly amount: string; readonly payee: string } | null
  /** Tells apart approvals that their source would name apart. */
  readonly serial: number
}

/**
 * A way to make evidence of a method, so that every state that a policy can tell apart can be shown by an
 * example.
 */
export interface Specimen {
  /** What it is, in a few words for people. */
  readonly name: string
  /** A proof of who somebody is, something that speaks for them, or something that speaks against them. */
  readonly says: 'proof' | 'good' | 'bad'
  /** The part of the subject that it is about: only this part has to be on file. */
  readonly about: 'phone' | 'mailbox' | 'account' | 'address' | 'customer' | 'conversation'
  /** Who keeps the account, where it is about one. */
  readonly issuer?: string
  /** Set where a policy can tell apart how often it happened, or how long ago. */
  readonly counted?: true
  make(subject: SpecimenPerson, stamp: SpecimenBinding): Evidence
}

/** Writes an instant the way sources do. */
export const timeText = (at: Instant): string => printInstant(at) ?? ''

/** Says what a proof is bound to. */
export const bindingOf = ({ conversation, purpose, message }: SpecimenBinding): JsonObject => ({
  conversation,
  ...(message !== null && { message }),
  ...(purpose !== null && { purpose }),
})

/** Gives what a directory is asked, to be told whom a specimen is about; `null` where it could not be asked. */
export function questionAbout(
  { about, issuer }: Pick<Specimen, 'about' | 'issuer'>,
  subject: SpecimenPerson,
): JsonObject | null {
  switch (about) {
    case 'phone':
      return { phone: subject.phone }
    case 'mailbox':
      return { email: subject.mailbox }
    case 'account':
      return { account: { issuer, subject: subject.account } }
    case 'address':
      return { address: subject.address }
    case 'customer':
    case 'conversation':
      return null
  }
}
