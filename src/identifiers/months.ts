// How the names of months begin in English, German, French, Spanish, Portuguese, Italian, Dutch,
// Swedish, Polish, Turkish and Russian, as short as they are abbreviated (Unicode CLDR, month
// names).
const STARTS = (
  'jan|jän|ene|gen|sty|oca|янв feb|fév|fev|lut|şub|sub|фев mar|mär|maa|mrt|март|мар apr|avr|abr|kwi|nis|апр may|mai|mag|mei|maj|май|мая ' +
  'jun|juin|giu|cze|haz|июн jul|jui|lug|lip|tem|июл aug|aoû|aou|ago|sie|ağu|agu|авг sep|set|wrz|eyl|сен oct|okt|out|ott|paź|paz|eki|окт ' +
  'nov|lis|kas|noy|ноя dec|dez|déc|dic|gru|ara|дек'
)
  .split(' ')
  .map((starts) => starts.split('|'))

// The shortest of them.
const LETTERS = 3
// By the first three letters, as most words that stand before a number begin like none.
const BY_LETTERS = new Map<string, { readonly start: string; readonly month: number }[]>()
for (const [at, starts] of STARTS.entries())
  for (const start of starts) {
    const letters = start.slice(0, LETTERS)
    BY_LETTERS.set(letters, [...(BY_LETTERS.get(letters) ?? []), { start, month: at + 1 }])
  }

/**
 * Gives the number of the month, 1 to 12, that a lower-case name begins like; 0 where it is none.
 */
export const monthOf = (name: string): number =>
  BY_LETTERS.get(name.slice(0, LETTERS))?.find(({ start }) => name.startsWith(start))?.month ?? 0

/** Tells whether a word begins like the name of a month. */
export const isMonthName = (word: string): boolean => monthOf(word.toLowerCase()) > 0

/** The names in full, and their English short forms. */
export const MONTH_WORDS: readonly string[] = (
  'jan january januar januari janvier janeiro feb february februar februari febrero febbraio février fevrier fevereiro ' +
  'mar march mars marzo marca märz março marco maart apr april aprile avril abril may mai maj mei mayo maio maggio maja ' +
  'jun june juni juin junio junho giugno jul july juli juillet julio julho luglio ' +
  'aug august augusti augustus août aout agosto sep sept september septembre septiembre setiembre setembro settembre ' +
  'oct okt october octobre octubre oktober outubro ottobre nov november novembre noviembre novembro ' +
  'dec dez december dezember décembre decembre diciembre dezembro dicembre enero gennaio ' +
  'stycznia lutego kwietnia czerwca lipca sierpnia września października listopada grudnia ' +
  'styczeń luty marzec kwiecień czerwiec lipiec sierpień wrzesień październik listopad grudzień ' +
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık ' +
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря ' +
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'
).split(' ')

/**
 * The same as a pattern. Where no year follows a name has to be whole: `3 decades` and `4 marks`
 * begin like months too.
 */
export const MONTH_NAMES = MONTH_WORDS.join('|')
