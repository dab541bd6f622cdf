import type { CompiledPolicy } from '../decide/index.js'
import { type ProofKind as Kind, methods } from '../evidence/index.js'
import type { Rank } from '../model/index.js'

/**
 * What a support may be at most, by the evidence it comes from. Any lower grade of it may come
 * about too, as ties and risks only ever lower it.
 */
export type SupportKind = Kind & {
  readonly method: string
  /** A platform or the person says so: as old as the decision, and for nothing in particular. */
  readonly isSaid: boolean
  /** Whether its method has a specimen of a proof that leads to a record, so that an engagement can show it. */
  readonly isShown: boolean
  /** The lowest grade of it that an engagement can show: without a tie that is less sure there is none but its own. */
  readonly shownFrom: Rank
}

// What is said is said anew at every message.
const ALWAYS = { session: Number.POSITIVE_INFINITY, message: Number.POSITIVE_INFINITY }

// It proves no category and rests on nothing: two of them never corroborate each other.
const saidProof = (method: string, grade: 1 | 2, isShown = true): SupportKind => ({
  method,
  grade,
  categories: [],
  causes: [],
  phishable: true,
  linkable: false,
  lives: ALWAYS,
  isSaid: true,
  isShown,
  shownFrom: 0,
})

/**
 * Tells whether an address may lead to a record: by a directory or a link. Where both are refused, only what names a
 * record itself does.
 */
const mayBeTied = ({ refuses }: CompiledPolicy): boolean =>
  !TYING.every((tying) => refuses.some(({ kind }) => kind === tying))
const TYING = ['directory', 'account_link']

/**
 * Lists every kind of proof that counts under one of these policies, by the laws of its own
 * descriptor.
 *
 * The list is complete because `test/space/laws.test.ts` holds that whatever a method reads as a
 * proof is within one of the kinds that it states. Kinds that are equal under two policies are one.
 */
export function proofKindsOf(policies: readonly CompiledPolicy[]): readonly SupportKind[] {
  const kinds = policies.flatMap((policy) =>
    methods
      .filter(({ kind }) => policy.refuses.every((refusal) => refusal.kind !== kind))
      .flatMap(({ kind: method, proves, specimens }) => {
        const proofs = proves?.(policy) ?? []
        // What proves nothing is shown by none, however many specimens it makes.
        if (proofs.length === 0) return []
        const isShown = specimens(policy).some(
          ({ says, about }) =>
            says === 'proof' && (mayBeTied(policy) || about === 'account' || about === 'customer'),
        )
        return proofs.map((one): SupportKind => {
          const shownFrom = mayBeTied(policy) ? 0 : one.grade
          return { ...one, method, isSaid: false, isShown, shownFrom }
        })
      }),
  )
  // Channels assert 2 at most, a claim 1.
  const asserted = [saidProof('platform', 2, policies.some(mayBeTied)), saidProof('claim', 1)]
  return [...new Map([...asserted, ...kinds].map((kind) => [JSON.stringify(kind), kind])).values()]
}
