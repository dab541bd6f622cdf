import type {
  ActionDocument,
  ClassDocument,
  LevelWord,
  PolicyDocument,
  RequirementWord,
  RouteDocument,
} from './document.js'

/**
 * A rung or a delivery over the base's: what it asks besides, or `never` for what the base gives.
 */
type OrNever<Word> = Word | 'never'

/**
 * A class over the same class of the base. What is a set (`fields`, `kind`, `agent`) only grows,
 * and a ceiling of `channels` only sinks, so that of these nothing can be taken away.
 */
type ClassOver = {
  readonly [Key in keyof ClassDocument]: Key extends 'fields' | 'kind' | 'channels' | 'agent'
    ? ClassDocument[Key]
    : OrNever<NonNullable<ClassDocument[Key]>>
}

type ActionOver = Omit<ActionDocument, 'representative' | 'deliver_to_record'> & {
  readonly representative?: OrNever<NonNullable<ActionDocument['representative']>>
  readonly deliver_to_record?: OrNever<RequirementWord>
}

/**
 * A policy that stands on another and says what it has of its own: stricter, or where the base
 * leaves it open. What it does not name is the base's.
 *
 * ```yaml
 * policy: north
 * version: 1
 * extends: house.yaml
 * parameters: { queue: North }
 * classes:
 *   orders: { full: verified, deliver_to_record: never }
 * ```
 */
export interface ExtendingDocument
  extends Omit<Partial<PolicyDocument>, 'classes' | 'actions' | 'routes'> {
  /** The name of the base among the documents that are handed in. */
  readonly extends: string
  /** Its own name, which stands in decisions. */
  readonly policy: string
  /** Its own version. */
  readonly version: number
  /** What it fills in of the base's parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** What it leaves open to those who stand on it in turn. */
  readonly brands?: { readonly change?: readonly string[]; readonly add?: readonly string[] }
  /** Asks that the base's tests be so of it as well. */
  readonly inherit?: readonly 'tests'[]
  /** Over the classes of the base, and new ones where the base leaves that open. */
  readonly classes?: Readonly<Record<string, ClassOver>>
  /** Over the actions of the base. */
  readonly actions?: Readonly<Record<string, ActionOver | LevelWord>>
  /** Over the routes of the base, each by its id. */
  readonly routes?: readonly (Partial<RouteDocument> & Pick<RouteDocument, 'id'>)[]
}
