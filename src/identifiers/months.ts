import { groupBy } from '../model/index.js'

// How the names of months begin, as short as they are abbreviated (Unicode CLDR, month names), in English, German, French,
// Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Polish, Turkish and Russian; Romanian, Czech, Hungarian, Finnish,
// Croatian, Indonesian, Ukrainian and Bulgarian.
const STARTS = [
  'jan jän ene gen sty oca янв ian led tammi siječ sijec січ яну',
  'feb fév fev lut şub sub фев únor února unor helmi velj лют',
  'mar mär maa mrt март мар bře brez már ožuj ozuj берез',
  'apr avr abr kwi nis апр ápr dub huht квіт',
  'may mai mag mei maj май мая máj kvě kvet touko sviban svibn трав',
  'jun juin giu cze haz июн iun jún červ cerv kesä kesak lipan lipn черв юни',
  'jul jui lug lip tem июл iul júl července červenec cervenc hein srpan srpnj лип юли',
  'aug aoû aou ago sie ağu agu авг srpen srpna elok kolov серп',
  'sep set wrz eyl сен szept zář zari syys rujan rujn верес',
  'oct okt out ott paź paz eki окт říj rijen rijna loka жовт',
  'nov lis kas noy ноя noi marras studen листоп ное',
  'dec dez déc dic gru ara дек des prosin joulu груд',
].map((starts) => starts.split(' '))

// The shortest of them.
const LETTERS = 3
// By the first three letters, as most words that stand before a number begin like none; the longest first, as `červenec` is
// the month after `červen`.
const BY_LETTERS = groupBy(
  STARTS.flatMap((starts, at) => starts.map((start) => ({ start, month: at + 1 }))).sort(
    (a, b) => b.start.length - a.start.length,
  ),
  ({ start }) => start.slice(0, LETTERS),
)

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
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь ' +
  'ianuarie februarie martie aprilie mai iunie iulie septembrie octombrie noiembrie decembrie marts ' +
  'leden ledna únor února unor unora březen března brezen brezna duben dubna květen května kveten kvetna červen června ' +
  'cerven cervna červenec července cervenec cervence srpen srpna září zari říjen října rijen rijna listopad prosinec prosince ' +
  'január február március marcius április aprilis május majus június junius július julius szeptember október ' +
  'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu ' +
  'maret agustus desember січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'
).split(' ')

/**
 * The same as a pattern. Where no year follows a name has to be whole: `3 decades` and `4 marks`
 * begin like months too.
 */
export const MONTH_NAMES = MONTH_WORDS.join('|')

/** What the name of a month may look like, as a pattern: three letters to twelve. `monthOf` says whether it is one. */
export const MONTH_LIKE = '[a-z\\u00c0-\\u017f\\u0400-\\u04ff]{3,12}'

/** The number of a month, with or without its nought, as a pattern. */
export const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])'

/** Tells whether a text is the number of a month and nothing else. */
export const isMonthNumber = (text: string): boolean => IS_MONTH.test(text)

const IS_MONTH = new RegExp(`^${MONTH_NUMBER}$`)
