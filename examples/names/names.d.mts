/** Gives the names of people in a text in English. */
export function findNames(
  text: string,
): readonly { readonly start: number; readonly end: number; readonly type: string }[]
