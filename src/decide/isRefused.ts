import type { CompiledPolicy } from './compiled.js'

/** Tells whether a policy refuses a kind of evidence. */
export const isRefused = ({ refuses }: CompiledPolicy, kind: string): boolean =>
  refuses.some((refused) => refused.kind === kind)
