/** Writes a word that is looked for as part of a pattern: every character as itself, but that a space stands for any one mark. */
export const wordPattern = (word: string): string =>
  word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '[ _.-]')
