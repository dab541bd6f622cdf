// What numbers are called where people dictate them (Unicode CLDR, rules of spelled-out numbers):
// the digits from 0 to 9, 10 to 19, and the tens from 20 to 90. Words apart by a bar mean the same.
// They buy every kind of value that is said and not typed: cards, codes, phones and years.
const LANGUAGES: readonly (readonly [digits: string, teens?: string, tens?: string])[] = [
  [
    'zero|oh|o|nought one two three four five six seven eight nine',
    'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'twenty thirty forty|fourty fifty sixty seventy eighty ninety',
  ],
  [
    'null eins|ein zwei|zwo drei vier fünf sechs sieben acht neun',
    'zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  ],
  [
    'zéro|zero un|une deux trois quatre cinq six sept huit neuf',
    'dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    'vingt trente quarante cinquante soixante septante quatre-vingt|quatre-vingts|huitante nonante',
  ],
  [
    'cero uno dos tres cuatro cinco seis siete ocho nueve',
    'diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  ],
  [
    'zero uno due tre quattro cinque sei sette otto nove',
    'dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
    'venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
  ],
  [
    'zero um|uma dois|duas três quatro cinco seis|meia sete oito nove',
    'dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove',
    'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
  ],
  [
    'nul één twee drie vier vijf zes zeven acht negen',
    'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
    'twintig dertig veertig vijftig zestig zeventig tachtig negentig',
  ],
  [
    'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć',
    'dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
    'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt',
  ],
  [
    'noll ett|en två tre fyra fem sex sju åtta nio',
    'tio elva tolv tretton fjorton femton sexton sjutton arton nitton',
    'tjugo trettio fyrtio femtio sextio sjuttio åttio nittio',
  ],
  [
    'sıfır|sifir bir iki üç dört beş altı|alti yedi sekiz dokuz',
    '',
    'yirmi otuz kırk elli altmış yetmiş seksen doksan',
  ],
  [
    'ноль|нуль один|одна два|две три четыре пять шесть семь восемь девять',
    'десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
    'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто',
  ],
  ['shunya|zero ek do teen char|chaar paanch|panch chhe|cheh saat|sat aath|ath nau'],
]

/**
 * Ten and one in one word: `einundzwanzig`, `eenentwintig`, `veintiuno`, `ventuno`. `language` is a
 * place in `LANGUAGES`.
 */
const COMPOUND: readonly (readonly [
  language: number,
  write: (digit: string, ten: string) => string,
])[] = [
  [1, (digit, ten) => `${digit}und${ten}`],
  [6, (digit, ten) => `${digit}${/e$/.test(digit) ? 'ën' : 'en'}${ten}`],
  [3, (digit, ten) => ten.replace(/e$/, 'i') + digit],
  [8, (digit, ten) => ten + digit],
  [4, (digit, ten) => (/^[uo]/.test(digit) ? ten.slice(0, -1) : ten) + digit],
]

/** Words that say how often the next digit stands. */
export const TIMES: ReadonlyMap<string, number> = new Map([
  ...'double doppel zweimal doble doppio duplo dubbel dvojt podwojne çift'
    .split(' ')
    .map((word) => [word, 2] as const),
  ...'triple treble dreimal triplo drievoudig potrójne'
    .split(' ')
    .map((word) => [word, 3] as const),
])
/** Words for two zeros after a digit, as in `one eight hundred`. */
export const HUNDREDS = new Set('hundred hundert cent cien cento honderd'.split(' '))
/** Marks by their names, as programs that write down what is said put them. */
export const MARKS: ReadonlyMap<string, string> = new Map([
  ...'dash hyphen minus bindestrich tiret guion guión trattino traço hífen streepje'
    .split(' ')
    .map((word) => [word, '-'] as const),
  ['plus', '+'] as const,
  ...'slash schrägstrich barra barre'.split(' ').map((word) => [word, '/'] as const),
])
/** Words between a ten and a digit: `treinta y cuatro`, `vingt et un`, `vinte e dois`. */
export const AND = new Set(['y', 'et', 'e'])
/** Words for the century of a year: `two thousand five`. */
export const THOUSANDS = new Set(['thousand', 'mil', 'mille', 'tausend', 'duizend'])

const MARK = /[\u0300-\u036f]/g
const UMLAUT = /([aou])\u0308/g
/** `zwölf` -> `zwolf`, `zwoelf`: with marks above letters and without, as people type all three. */
export const spellings = (name: string): readonly string[] => {
  const apart = name.normalize('NFD').replaceAll('ß', 'ss')
  return [name, apart.replace(MARK, ''), apart.replace(UMLAUT, '$1e').replace(MARK, '')]
}
const namesOf = (names: string): readonly string[] => names.split('|')

/**
 * Gives what each name comes to. Names of several languages stand in one table, for people mix
 * them, and a name that two share comes to what the first says.
 */
function toValues(): ReadonlyMap<string, number> {
  // A digit may be typed between words.
  const values = new Map(Array.from({ length: 10 }, (_, value) => [String(value), value]))
  const note = (names: readonly string[], value: number): void => {
    // What a language says first holds: `sex` and `sei` are six all the same.
    for (const name of names.flatMap(spellings)) if (!values.has(name)) values.set(name, value)
  }
  for (const [digits, teens = '', tens = ''] of LANGUAGES) {
    for (const [value, names] of digits.split(' ').entries()) note(namesOf(names), value)
    if (teens !== '')
      for (const [more, names] of teens.split(' ').entries()) note(namesOf(names), 10 + more)
    if (tens !== '')
      for (const [more, names] of tens.split(' ').entries()) note(namesOf(names), 20 + 10 * more)
  }
  for (const [language, write] of COMPOUND) {
    const [digits = '', , tens = ''] = LANGUAGES[language] ?? []
    for (const [value, of] of digits.split(' ').entries())
      for (const [more, ten] of tens.split(' ').entries())
        if (value > 0)
          note(
            namesOf(of).map((digit) => write(digit, ten)),
            20 + 10 * more + value,
          )
  }
  return values
}

/** What is known of number words. Made once, from the names above. */
interface NumberWords {
  /** What a word comes to, in lower case. */
  readonly values: ReadonlyMap<string, number>
  /** The words that a number is looked for at. */
  readonly looked: readonly string[]
}

// Names a text is looked at for such a number at: digits of four letters or more, others of six or more, and four short
// ones that few words hold, as others share their letters with so many words that looking costs
// half the speed of a chat line. No number of three digits and more is made of `one`, `oh` and
// `ten` alone but by chance.
const SHORT = ['six', 'two', 'sju', 'fem']

// Also words of other languages, or of other things: `char`, `null`, `saat`.
const TOO_COMMON = ['char', 'null', 'atta', 'alti', 'saat', 'noll']

function makeNumberWords(): NumberWords {
  const values = toValues()
  const looked = [...values]
    .filter(([name, value]) => name.length > (value < 10 ? 3 : 5) && !TOO_COMMON.includes(name))
    .map(([name]) => name)
  return { values, looked: [...looked, ...SHORT, ...TIMES.keys()] }
}

// Made when first needed, as loading must be quick.
let made: NumberWords | undefined
/** Gives what is known of number words. */
export const numberWords = (): NumberWords => {
  made ??= makeNumberWords()
  return made
}
