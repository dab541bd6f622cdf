import type { CompiledPolicy } from '../decide/index.js'
import { type ProofKind as Kind, methods } from '../evidence/index.js'

/**
 * What a support may be at most, by the evidence it comes from. Any lower grade of it may come
 * about too, as ties and risks only ever lower it.
 */
export type SupportKind = Kind & {
  readonly method: string
  /** A platform or the person says so: as old as the decision, and for nothing in particular. */
  readonly isSaid: boolean
  /** Whether its method has a specimen of a proof, so that an engagement can show it. */
  readonly isShown: boolean
}

// What is said is said anew at every message.
const ALWAYS = { session: Number.POSITIVE_INFINITY, message: Number.POSITIVE_INFINITY }

// It proves no category and rests on nothing: two of them never corroborate each other.
const said = (method: string, grade: 1 | 2): SupportKind => ({
  method,
  grade,
  categories: [],
  causes: [],
  phishable: true,
  linkable: false,
  lives: ALWAYS,
  isSaid: true,
  isShown: true,
})

// Channels assert 2 at most, a claim 1.
const SAID: readonly SupportKind[] = [said('platform', 2), said('claim', 1)]

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
        const isShown = specimens(policy).some(({ says }) => says === 'proof')
        const proofs = proves?.(policy) ?? []
        return proofs.map((one): SupportKind => ({ ...one, method, isSaid: false, isShown }))
      }),
  )
  return [...new Map([...SAID, ...kinds].map((kind) => [JSON.stringify(kind), kind])).values()]
}
