import type { Condition } from '../decide/index.js'

/** Takes a condition apart into its atoms, by the document's names. */
export function atomsOf(when: Condition): readonly (readonly [name: string, atom: Condition])[] {
  const { trust, trustBelow, read, risk, channel, intent, resolution, context, discloses } = when
  return [
    ...(trust === undefined ? [] : [['trust', { trust }] as const]),
    ...(trustBelow === undefined ? [] : [['trust_below', { trustBelow }] as const]),
    ...(read === undefined ? [] : [['read', { read }] as const]),
    ...(risk === undefined ? [] : [['risk', { risk }] as const]),
    ...(channel === undefined ? [] : [['channel', { channel }] as const]),
    ...(intent === undefined ? [] : [['intent', { intent }] as const]),
    ...(resolution === undefined ? [] : [['resolution', { resolution }] as const]),
    ...(context === undefined ? [] : [['context', { context }] as const]),
    ...(discloses === undefined ? [] : [['discloses', { discloses }] as const]),
  ]
}
