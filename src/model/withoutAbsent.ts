/** An object of the same members, each of which is there or not, and never `undefined`. */
type WithoutAbsent<Members> = {
  readonly [Name in keyof Members]?: Exclude<Members[Name], undefined>
}

/**
 * Leaves out the members that are `undefined`: an optional key that is said to be undefined is no
 * key, and neither is it printed.
 */
export function withoutAbsent<Members extends object>(members: Members): WithoutAbsent<Members>
export function withoutAbsent(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
