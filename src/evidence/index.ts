import { directory } from './directory.js'
import { lookup } from './lookup.js'
import type { Method } from './method.js'
import { session } from './session.js'
import { verifyCheck } from './verifyCheck.js'

export { accountNode, isAccount, isTelephone } from './accountNode.js'
export type {
  Clean,
  Fact,
  IssuerGrades,
  Lift,
  Limit,
  Method,
  Note,
  Proof,
  ReadingSettings,
  Said,
  Tie,
} from './method.js'

/** The evidence table. */
export const methods: readonly Method[] = [directory, lookup, session, verifyCheck]

const BY_KIND: ReadonlyMap<unknown, Method> = new Map(
  methods.map((method) => [method.kind, method]),
)

/** Finds an evidence method by its kind. */
export const findMethod = (kind: unknown): Method | undefined => BY_KIND.get(kind)
