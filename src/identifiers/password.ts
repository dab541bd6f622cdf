import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { LINKS } from './links.js'
import { hideAll } from './masks.js'
import { bare, wordsAfter, wordsBefore } from './wholeWords.js'
import { wordPattern } from './wordPattern.js'

// What is said of a password, and is none.
const SAID = new Set(
  (
    'wrong incorrect invalid expired weak required needed locked correct missing blank empty same different working still ' +
    'okay fine right reset changed saved stored lost forgotten rejected accepted protected secure safe long short strong ' +
    'being what that this your mine the not too now very never also with from here there because please again already ' +
    'gone down stuck late valid free available ready full cancelled canceled ' +
    'case for and but nothing something anything everything compromised leaked hacked blocked disabled changing failing ' +
    'falsch ungültig abgelaufen richtig gesperrt nicht vergessen leer ' +
    'incorrect faux expiré oublié bloqué invalide ' +
    'incorrecta incorrecto inválida caducada olvidada errada errato sbagliata scaduta verkeerd onjuist vergeten ' +
    'spatne špatně špatné spatný chybne chybné nespravne nesprávné zapomenuté neplatné neplatne rossz hibás hibas lejárt gresita greșită incorecta expirata ' +
    'złe bledne błędne nieprawidłowe niepoprawne zapomniane yanlış yanlis hatalı hatali неверный неправильный забыт неправильно невірний väärin väärä fel forkert feil'
  ).split(' '),
)

// What stands right before it: `is`, a colon, an opening quote.
const LINK = new RegExp(
  `(?:(?<!\\p{L})(?:${LINKS.spaced}|to|be|(?<=(?:heslo|geslo|lozinka) )je|(?<=(?:password|sandi) )nya)|${LINKS.unspaced}|[:=：])["'\u2018\u201c(\\s]{0,3}$`,
  'iu',
)

// What may stand behind it: the end, or a mark that ends what is said.
const END = /^(?:$|[.,;!\n"')\u2019\u201d])/

// Tells whether a text has what words have not: digits, marks, a capital within.
const isOdd = (text: string): boolean => /[\d@#$%^&*!~_+=|\\]|[a-z][A-Z]/.test(text)

// What people call it. In haste they also write `pass`, before a colon or `is`.
const WORDS = [
  ...'password*|pass word|passwd|pwd|passphrase|pw|passwort*|kennwort*|mot de passe|mdp'.split('|'),
  ...'contraseña*|contrasena*|mi clave|senha*|palavra passe|wachtwoord*|lösenord*'.split('|'),
  ...'losenord*|adgangskode*|passord*|hasło*|haslo*|şifre*|sifre*|parola*|pass|clave'.split('|'),
  ...'парол*|كلمة السر|كلمة المرور|باسورد|पासवर्ड*|密码|密碼|口令|パスワード|パスコード'.split('|'),
  ...'비밀번호|비번|패스워드|κωδικ*|συνθηματικ*|סיסמה|סיסמא|הסיסמה|รหัสผ่าน*|พาสเวิร์ด*'.split('|'),
  ...'mật khẩu|kata sandi|ww|lösen|пасс|كلمة سر|パス|heslo*|salasana*|salasana on'.split('|'),
  ...'jelsz*|رمز عبور|رمز المرور|parool*|лозинк*|lozinka*|geslo*'.split('|'),
  // In haste, and in Latin letters: Spanish, Tagalog, Indonesian, Russian, Greek, Arabic; Czech,
  // Romanian, Hungarian.
  ...'pswd|passwrd|pasword|psw|p/w|passcode|sandi|parol|kodikos|kalimat sir*'.split('|'),
  ...'باسوورد|كلمه السر|كلمه المرور|الرقم السري|رمز عبور*|رمزعبور*|پاس ورڈ|پاس ورد'.split('|'),
  'nenosiri langu ni',
  ...'nenosiri ni|nenosiri*|neno la siri*|пароль*|salasanani*|mdpasse|mot de pass'.split('|'),
  'lozinka*',
  ...'heslo je|geslo je|lozinka je|лозинка је|пароль мій|password nya|sandi nya|पासवर्ड है'.split(
    '|',
  ),
  // Of a network at home, whatever stands on its sticker.
  ...'wpa key|wpa2 key|wpa3 key|wep key|wifi key|wi fi key|network key'.split('|'),
  ...'network security key|wifi code'.split('|'),
  ...'wlan schlüssel*|wlan schluessel*|wlanschlüssel*|wpa schlüssel*|netzwerkschlüssel*'.split('|'),
  'wlan code',
  ...'code wifi|code du wifi|code wi fi|clé wifi|clé wpa|clé du wifi|cle wifi|clef wifi'.split('|'),
  ...'chiave wifi|chiave wpa|chiave di rete|codice wifi|clave wifi|kod wifi|kod do wifi'.split('|'),
  ...'klucz wifi|klucz wpa|ключ wifi|ключ wpa|код wifi|код от вайфая|wifi kodu|wifi kod'.split('|'),
  'wifi sleutel',
  ...'kelmet el ser|motdepasse|contra es|contraseñ*|jelszav*|رمز ورود|پاسورڈ|paswd'.split('|'),
  ...'paswrd|pasword*|passwrod|pssword|الباسورد|الباسوورد'.split('|'),
]

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const toSource = (word: string): string =>
  word === 'pass'
    ? '(?<!(?:bus|train|rail|season|day|ski|gym|boarding|park|parking|travel|hall|guest|visitor) )pass(?=[ ]?[:=]|[ ](?:is|was|ko|es|est|ist)[ ])|(?<=(?:login|user|username|usr|logon|@[a-z0-9.]{3,30}) ?(?::|is)? ?(?:[^ ]{1,30} )?(?:and )?)pass(?= )'
    : wordPattern(bare(word.replace('*', ''))).replaceAll('ー', '[ー-]')
const sourceOf = (words: readonly string[]): string => words.map(toSource).join('|')

// Names in alphabets with spaces, with an ending as languages put to them; and those without.
const SPACED_NAME = `(?<!\\p{L})(?:${sourceOf(WORDS.filter((word) => !UNSPACED.test(word)))})\\p{L}{0,8}`
const UNSPACED_NAME = `(?:${sourceOf(WORDS.filter((word) => UNSPACED.test(word)))})`
// `mon mdp, j'avais hunter22`: a comma goes on with who had it or put it there.
const HAD = ",(?= ?(?:j'|(?:i|ich|yo|eu|ho|ik|avevo|ten[ií]a|puse|tinha)(?!\\p{L})))"
const HAVING = "j'avais|j'ai|mis|ich|hatte|habe|yo|ten[ií]a|puse|avevo|ho|messo|eu|tinha|usei|ik"

// All that may stand between its name and the password, one piece at a time.
const STAND = `(?:${HAD}|(?<!\\p{L})(?:${LINKS.ofNetwork}|${LINKS.readOn})(?!\\p{L})|[${LINKS.marks}]|(?<!\\p{L})(?:${LINKS.spaced}|${LINKS.mine}|${LINKS.newOrOld}|${LINKS.more}|${HAVING})(?!\\p{L})|${LINKS.unspaced})`

// Its name, and up to ten pieces between.
const BEFORE = new RegExp(`(?:${SPACED_NAME}${STAND}{1,10}|${UNSPACED_NAME}${STAND}{0,10})$`, 'iu')
// `hunter22 is my new password`, `hunter22 as password`.
const TIE = `(?:(?:${LINKS.spaced}|for|as|f[uü]r|pour|para|per|voor|als|como|comme|come) (?:my|the|mein|das|mon|le|mi|la|a|minha|mijn)(?: new| old)?|as|als|como|comme|come)`
const AFTER = new RegExp(
  `^["'\u2019\u201d]? ${TIE} ${SPACED_NAME}(?! (?:manager|reset|recovery|hint|app|tool))`,
  'iu',
)

// A whole word that stands before its name, as in `hunter22 is my password`.
const AHEAD = new RegExp(
  `(?<![^\\s"'\u2018\u201c])([^\\s"'\u201d]{4,64})["'\u2019\u201d]? ${TIE} $`,
  'iu',
)

// What a code that was sent is called as well.
const PASSCODE = /pass ?code[^\d\n]{0,12}$/i

// In characters: the longest password, and the words that tie it to its name.
const LONGEST_AHEAD = 100

/**
 * Gives where a password may begin that stands whole before its word, marks and all; nothing where
 * none does.
 */
function beginsAhead(text: string, word: number): number | undefined {
  const from = Math.max(0, word - LONGEST_AHEAD)
  const found = AHEAD.exec(text.slice(from, word))
  return found !== null && isOdd(found[1] ?? '') ? from + found.index : undefined
}

// The longest name, and as much between it and the password as the words of its context may have.
const REACH = 64

// Tells whether it is called a password on either side.
const isNamed = (text: string, start: number, end: number): boolean =>
  BEFORE.test(wordsBefore(text, start, REACH)) || AFTER.test(wordsAfter(text, end, REACH))

/**
 * A password, by the words before it (NIST SP 800-63B, 5.1.1: a memorized secret of any
 * characters). A plain word is one only after `is` or a colon, at the end of what is said, and
 * where it says nothing of the password.
 */
export const password: Identifier = {
  type: 'password',
  dataClass: 'credential',
  anchors: ['named', 'word', 'mixed'],
  beginsAt: beginsAhead,
  fitsIn(text, start, end) {
    const value = text.slice(start, end).replace(/!+$/, '')
    if (SAID.has(value.toLowerCase())) return false
    // A passcode of digits alone is the one that was sent.
    if (/^\d+$/.test(value) && PASSCODE.test(wordsBefore(text, start, 24))) return false
    // The words are looked for last, for that takes longest.
    const mayBe =
      isOdd(value) ||
      (LINK.test(wordsBefore(text, start, 16)) && END.test(text.slice(end, end + 2)))
    return mayBe && isNamed(text, start, end)
  },
  pattern:
    /(?<![A-Za-z0-9])[^\s"'\u2018\u2019\u201c\u201d<>[\]]{3,63}[^\s"'\u2018\u2019\u201c\u201d<>[\].,;:?)]/g,
  // Four characters at least: shorter ones are words between.
  parse: (text) =>
    /^\S{4,64}$/.test(text) && /[A-Za-z0-9\u00c0-\uffff]/.test(text)
      ? ok(text)
      : fail('invalid_format'),
  mask: hideAll,
  // It may be any word there is.
  weigh: () => 20,
  context: {
    words: WORDS,
    after: ['password*', 'passwort', 'kennwort', 'mot de passe', 'contraseña', 'senha'],
    within: 28,
  },
  contextOnly: true,
  examples: {
    valid: ['hunter2', 'Tr0ub4dor&3', 'correct-horse', 'swordfish'],
    invalid: ['abc', 'two words', ''],
  },
}
