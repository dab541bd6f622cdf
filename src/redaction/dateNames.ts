import { spellings } from './numberNames.js'

/** Endings of the days in German: `am vierten`, `der vierte`, `ein vierter`. */
const GERMAN = 'erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt'
const GERMAN_ENDINGS = ['e', 'en', 'er']
const GERMAN_TEENS = 'vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt'
const GERMAN_DIGITS = 'ein zwei drei vier fünf sechs sieben acht neun'.split(' ')
const DUTCH_DIGITS = 'een twee drie vier vijf zes zeven acht negen'.split(' ')

// Days of a month as they are said, from the first on, and the tens, which a year ends in too
// (Unicode CLDR, rules of spelled-out numbers).
const DAYS = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth',
  'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende',
  'första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde',
  'первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого',
  'pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego siedemnastego osiemnastego dziewiętnastego',
  'premier',
  'primero',
  'primo',
  'primeiro',
]
const TENS = [
  'twentieth thirtieth',
  'twintigste dertigste',
  'tjugonde trettionde',
  'двадцатого тридцатого сорокового пятидесятого шестидесятого семидесятого восьмидесятого девяностого',
  'dwudziestego trzydziestego czterdziestego pięćdziesiątego sześćdziesiątego siedemdziesiątego osiemdziesiątego dziewięćdziesiątego',
]

function toOrdinals(): ReadonlyMap<string, number> {
  const values = new Map<string, number>()
  const note = (name: string, value: number): void => {
    for (const one of spellings(name)) values.set(one, value)
  }
  for (const names of DAYS) for (const [at, name] of names.split(' ').entries()) note(name, at + 1)
  for (const names of TENS)
    for (const [at, name] of names.split(' ').entries()) note(name, 20 + 10 * at)
  const german = [...GERMAN.split(' '), ...GERMAN_TEENS.split(' ')].entries()
  for (const [at, stem] of german) for (const end of GERMAN_ENDINGS) note(stem + end, at + 1)
  for (const [ten, value] of [
    ['zwanzigst', 20],
    ['dreißigst', 30],
  ] as const)
    for (const end of GERMAN_ENDINGS) {
      note(ten + end, value)
      for (const [at, digit] of GERMAN_DIGITS.entries())
        note(`${digit}und${ten}${end}`, value + at + 1)
    }
  for (const [at, digit] of DUTCH_DIGITS.entries())
    for (const [ten, value] of [
      ['twintigste', 20],
      ['dertigste', 30],
    ] as const)
      note(`${digit}${digit.endsWith('e') ? 'ën' : 'en'}${ten}`, value + at + 1)
  return values
}

// Made when first needed, as loading must be quick.
let made: ReadonlyMap<string, number> | undefined
/** Gives what the day of a month comes to, said as one: `fourth`, `vierten`, `четвертого`. */
export const ordinals = (): ReadonlyMap<string, number> => {
  made ??= toOrdinals()
  return made
}

const words = (names: string): ReadonlySet<string> => new Set(names.split(' ').flatMap(spellings))
/** Words for the thousands of a year. */
export const YEAR_THOUSANDS = words(
  'thousand mil mille tausend duizend tusen тысяча тысячи tysiąc tysiące bin',
)
/** Words for its hundreds, after how many they are. */
export const YEAR_HUNDREDS = words('hundred hundert cent cents honderd hundra yüz')
/** Nine hundred in one word. */
export const NINE_HUNDRED = words(
  'novecientos novecentos novecento девятьсот dziewięćset neunhundert',
)
/** Words between hundreds and what follows. */
export const YEAR_AND = words('y e et and und en och')
/** What may stand between a day and its month, or a month and its year. */
export const OF_DATE = words('of de del do da di des van the day year jahr année año ano anno jaar')
/** Numbers that are more often other words before a month: `due march 27`, `en marzo`, `sat may 4`. */
export const NO_DAY = words('en due sat once do ek uc bes ein un um een ett o zero')
/** What names a year alone. */
export const YEAR_WORDS = words('year jahr année año ano anno jaar')
/** Centuries that are one word with what follows: `neunzehnhundertachtzig`. */
export const CENTURIES = [
  ['neunzehnhundert', 19],
  ['negentienhonderd', 19],
  ['nittonhundra', 19],
  ['millenovecento', 19],
  ['millenovecent', 19],
  ['zweitausend', 20],
  ['tweeduizend', 20],
  ['tvåtusen', 20],
  ['tjugohundra', 20],
  ['duemila', 20],
] as const
