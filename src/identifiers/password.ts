import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// What is said of a password, and is none.
const SAID = new Set(
  (
    'wrong incorrect invalid expired weak required needed locked correct missing blank empty same different working still ' +
    'okay fine right reset changed saved stored lost forgotten rejected accepted protected secure safe long short strong ' +
    'being what that this your mine the not too now very never also with from here there because please again already ' +
    'case for and but nothing something anything everything compromised leaked hacked blocked disabled changing failing ' +
    'falsch ungültig abgelaufen richtig gesperrt nicht vergessen leer ' +
    'incorrect faux expiré oublié bloqué invalide ' +
    'incorrecta incorrecto inválida caducada olvidada errada errato sbagliata scaduta verkeerd onjuist vergeten'
  ).split(' '),
)
const LINK =
  /(?:(?<!\p{L})(?:is|was|it's|its|to|be|ist|lautet|est|es|sería|são|é|era|è|was|heißt|er|är|to jest)|[:=])["'\u2018\u201c(\s]{0,3}$/iu

const END = /^(?:$|[.,;!\n"')\u2019\u201d])/

const isOdd = (text: string): boolean => /[\d@#$%^&*!~_+=|\\]|[a-z][A-Z]/.test(text)

const NAME =
  '(?:pass(?:word|wd|phrase|ord|wort)?|pwd?|kennwort|mot de passe|mdp|contrase[ñn]a|clave|senha|palavra.passe|wachtwoord|l[öo]senord|adgangskode|has[łl]o|[şs]ifre|parola)'
const BEFORE = new RegExp(
  `${NAME}\\p{L}{0,6}(?:[\\s:="'\u2018\u201c«(>-]|(?<!\\p{L})(?:is|was|are|it|now|set|to|be|would|ist|lautet|est|es|sería|são|é|era|è|jest|är|er|for|#)(?!\\p{L})){1,10}$`,
  'iu',
)
const AFTER = new RegExp(
  `^["'\u2019\u201d]? (?:is|was|ist|est|es|è|é) (?:my|the|mein|das|mon|le|mi|la|a|minha|mijn)(?: new| old)? ${NAME}`,
  'iu',
)
const isNamed = (text: string, start: number, end: number): boolean =>
  BEFORE.test(text.slice(Math.max(0, start - 40), start)) || AFTER.test(text.slice(end, end + 40))

/**
 * A password, by the words before it (NIST SP 800-63B, 5.1.1: a memorized secret of any characters). A plain word is
 * one only after `is` or a colon, at the end of what is said, and where it says nothing of the password.
 */
export const password: Identifier = {
  type: 'password',
  dataClass: 'credential',
  anchors: ['named', 'word', 'mixed'],
  fitsIn(text, start, end) {
    const value = text.slice(start, end)
    if (SAID.has(value.replace(/!+$/, '').toLowerCase())) return false
    if (!isNamed(text, start, end)) return false
    if (isOdd(value.replace(/!+$/, ''))) return true
    return (
      LINK.test(text.slice(Math.max(0, start - 16), start)) && END.test(text.slice(end, end + 2))
    )
  },
  pattern:
    /(?<![A-Za-z0-9])[^\s"'\u2018\u2019\u201c\u201d<>[\]]{3,63}[^\s"'\u2018\u2019\u201c\u201d<>[\].,;:?)]/g,
  parse: (text) =>
    /^\S{4,64}$/.test(text) && /[A-Za-z0-9\u00c0-\uffff]/.test(text)
      ? ok(text)
      : fail('invalid_format'),
  mask: hideAll,
  weigh: () => 20,
  context: {
    words: [
      'password*',
      'pass word',
      'passwd',
      'pwd',
      'passphrase',
      'pw',
      'passwort*',
      'kennwort*',
      'mot de passe',
      'mdp',
      'contraseña*',
      'contrasena*',
      'mi clave',
      'senha*',
      'palavra passe',
      'wachtwoord*',
      'lösenord*',
      'losenord*',
      'adgangskode*',
      'passord*',
      'hasło*',
      'haslo*',
      'şifre*',
      'sifre*',
      'parola*',
    ],
    after: ['password*', 'passwort', 'kennwort', 'mot de passe', 'contraseña', 'senha'],
    within: 28,
  },
  contextOnly: true,
  examples: {
    valid: ['hunter2', 'Tr0ub4dor&3', 'correct-horse', 'swordfish'],
    invalid: ['abc', 'two words', ''],
  },
}
