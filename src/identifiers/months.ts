// How the names of months begin in English, German, French, Spanish, Portuguese, Italian and Dutch, as short as they
// are abbreviated (Unicode CLDR, month names).
const STARTS =
  'jan|jän|ene|gen feb|fév|fev mar|mär|maa apr|avr|abr may|mai|mag|mei jun|juin|giu jul|jui|lug aug|aoû|aou|ago sep|set oct|okt|out|ott nov dec|dez|déc|dic'
    .split(' ')
    .map((starts) => starts.split('|'))

/** Gives the number of the month, 1 to 12, that a lower-case name begins like; 0 where it is none. */
export const monthOf = (name: string): number =>
  STARTS.findIndex((starts) => starts.some((start) => name.startsWith(start))) + 1
