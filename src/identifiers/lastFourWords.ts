import { anyOf, wordsBefore } from './wholeWords.js'

// How people say which card they mean, in the languages claimed (interfaces of banks and shops in each, and what customers
// type). Written as the words of a `WordContext`.

/** What says that something ends in the digits behind it: `ending in`. */
export const ENDS_IN: readonly string[] = [
  ...'ending in|ending with|ending|ends in|ends with|ends|end in|end with|end'.split('|'),
  ...'termina en|terminada en|terminado en|terminadas en|acaba en|acabada en'.split('|'),
  ...'finissant par|finit par|termine par|terminant par|finissant en|finit en'.split('|'),
  ...'endet auf|endend auf|endet mit|endend mit|enden auf'.split('|'),
  ...'finisce con|termina con|che finisce in|terminante con|finisce per'.split('|'),
  ...'termina em|terminado em|terminada em|terminando em|com final|de final'.split('|'),
  ...'eindigt op|eindigend op|eindigt met|eindigt in'.split('|'),
  ...'slutar på|slutar pa|slutar med|ender på|ender pa|slutter på|slutter pa'.split('|'),
  'slutter med',
  ...'päättyy|paattyy|loppuu|päättyvä|päättyvän'.split('|'),
  ...'kończy się na|kończąca się na|kończącej się na|kończącą się na|konczy sie na'.split('|'),
  ...'konczaca sie na|zakończona na|końcówka|końcówką|koncowka'.split('|'),
  ...'končí na|konci na|končící na|končiaca na|kończąca na|se termină în|se termina in'.split('|'),
  ...'se termină cu|se termina cu|terminat în|završava na|zavrsava na|završava s*'.split('|'),
  ...'завършва на|завършваща на|заканчивается на|оканчивается на|заканчивающаяся на'.split('|'),
  ...'заканчивающуюся на|заканчивающейся на'.split('|'),
  ...'оканчивающаяся на|оканчивающейся на|кончается на|закінчується на'.split('|'),
  ...'що закінчується на|λήγει σε|ληγει σε'.split('|'),
  ...'τελειώνει σε|τελειωνει σε|που λήγει σε|מסתיים ב|מסתיימת ב|שמסתיים ב|שמסתיימת ב'.split('|'),
  ...'נגמר ב|שנגמר ב|המסתיים ב|المنتهية ب|المنتهية بـ|تنتهي ب|تنتهي بـ|ينتهي ب'.split('|'),
  ...'ينتهي بـ|منتهية ب|منتهية بـ|اللي آخرها|آخرها|آخرش|ختم به|کے آخر میں|آخر میں'.split('|'),
  ...'के आखिर में|आखिर में|के अंत में|ending me|尾号|尾號|尾数|末尾|끝자리|끝번호|뒷자리'.split('|'),
  ...'có đuôi|đuôi|kết thúc bằng|kết thúc là|ลงท้าย|ลงท้ายด้วย|berakhiran|berakhir'.split('|'),
  'berakhir dengan',
  ...'nagtatapos sa|nagtatapos ng|inayoishia na|inaishia na|inayoishia'.split('|'),
]

/** The same where the word says as much of anything else: a card has to be named as well. */
export const ENDS_PERHAPS: readonly string[] = [
  ...'4 digits*|four digits*|4 numbers|4 dígitos|4 digitos|4 chiffres|4 ziffern|4 cifre'.split('|'),
  ...'4 cijfers|4 cyfry|4 siffror'.split('|'),
  ...'termina|final|terminación|vége|végű|végződ*|sonu|bitiş|biten|dulo|конец|τέλος|סוף'.split('|'),
]

/** What names the last four digits: `last four digits`. */
export const LAST_FOUR: readonly string[] = [
  ...'last 4*|last four*|last4*|last digits*|final 4|final four'.split('|'),
  ...'últimos 4|ultimos 4|últimas 4|ultimas 4|últimos cuatro*|ultimos cuatro*'.split('|'),
  ...'últimas cuatro*|últimos dígitos|ultimos digitos|4 últimos*|4 ultimos*|4 últimas*'.split('|'),
  ...'últimos quatro*|ultimos quatro*|quatro últimos|quatro ultimos|cuatro últimos'.split('|'),
  ...'quatre derniers*|4 derniers*|derniers quatre*|derniers 4*|derniers chiffres'.split('|'),
  ...'ultimi 4*|ultimi quattro*|ultime 4|ultime quattro|ultime cifre|quattro ultime'.split('|'),
  ...'letzten vier|letzten 4|letzte vier|letzte 4|endziffer*|letzten ziffern'.split('|'),
  ...'laatste 4|laatste vier|laatste cijfers|vier laatste'.split('|'),
  ...'sista fyra|sista 4|fyra sista|4 sista|sista siffr*|sidste fire|sidste 4'.split('|'),
  ...'fire sidste|4 sidste|siste fire|siste 4|fire siste|4 siste|sidste cifre'.split('|'),
  ...'viimeiset 4|viimeiset neljä|neljä viimeistä|4 viimeistä|viimeiset numerot'.split('|'),
  ...'ostatnie 4|ostatnie cztery|ostatnie cyfry|4 ostatnie|cztery ostatnie'.split('|'),
  ...'poslední 4|posledni 4|poslední čtyři|poslední čísla|poslední čtyřčíslí|posledné 4'.split('|'),
  ...'utolsó 4|utolso 4|utolsó négy|ultimele 4|ultimele patru|ultimele cifre'.split('|'),
  ...'zadnje 4|zadnje četiri|posljednje 4|poslednje 4|последните 4|последните четири'.split('|'),
  ...'son 4*|son dört*|son dort*|последние 4|последние четыре|последние цифры'.split('|'),
  ...'последних 4|последних четыре*|4 последние|останні 4|останні чотири|останні цифри'.split('|'),
  ...'τελευταία 4|τελευταια 4|τελευταία τέσσερα|τελευταία ψηφία|4 τελευταία'.split('|'),
  ...'ספרות אחרונות|הספרות האחרונות|4 אחרונות|ארבע אחרונות'.split('|'),
  ...'آخر 4*|آخر اربع*|آخر أربع*|اخر 4*|اخر اربع*|اخر أربع*|4 رقم آخر|چهار رقم آخر'.split('|'),
  ...'آخری 4|آخری چار|आखिरी 4|आखिरी चार|अंतिम 4|अंतिम चार|aakhri 4|akhri 4'.split('|'),
  ...'aakhri char|akhri char|last ke 4|后四位|后4位|後四碼|後4碼|末四位|末4|最后四位'.split('|'),
  '最后4位',
  ...'最後四碼|下4|下四桁|뒤 4자리|뒤 네자리|마지막 4자리|마지막 네자리|뒷 4자리'.split('|'),
  '끝 4자리',
  ...'4 số cuối|bốn số cuối|số cuối|4 ตัวท้าย|4 ตัวสุดท้าย|เลขท้าย*'.split('|'),
  ...'digit terakhir|angka terakhir|4 terakhir|huling 4|huling apat|za mwisho'.split('|'),
]

const IS_LAST_FOUR = new RegExp(`(?:${anyOf(LAST_FOUR)})$`, 'iu')
const LONGEST = 32

/** Tells whether what names the last four digits ends at a place. */
export const endsInLastFour = (text: string, end: number): boolean =>
  IS_LAST_FOUR.test(wordsBefore(text, end, LONGEST))
