import { isRepeated, parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Number of a bank account where it is no IBAN: 6 to 26 digits with no form of their own (Nacha,
 * ACH entry detail: 17; Vocalink, UK account numbers: 8; Banco de España, CCC: 20; BCRA, CBU: 22; NBP, NRB: 26),
 * so by the words beside it alone, or right after a sort code.
 */
export const bankAccount: Identifier = {
  type: 'bank_account',
  dataClass: 'financial',
  anchors: ['digit'],
  minDigits: 6,
  // An amount is no account: `$`, `€` and `£` before it, `%` after it.
  pattern: /(?<![A-Za-z0-9$€£])(?<!\d[./-])\d(?:[ -]?\d){5,25}(?![A-Za-z0-9%])(?![-/.,:]\d)/g,
  // A row of one digit is a placeholder.
  parse: parseDigits((digits) => /^\d{6,26}$/.test(digits) && !isRepeated(digits)),
  // Two digits let a customer tell one account from another and let nobody else pay from it.
  mask: keepLast(2),
  // Any number of an order is as long: the form says nothing, the words all.
  weigh: () => 5,
  context: {
    // What people call it in the languages claimed (interfaces of banks and shops in each, Unicode
    // CLDR, and what customers type); without one a number of this form is nobody's.
    words: [
      ...'account num*|account no|account #|account is|acct*|acc no|acc num*|a/c'.split('|'),
      ...'bank account*|bank acc|checking no|checking num*|checking #|savings account'.split('|'),
      'savings',
      ...'current account|bank details|kto|konto|conta|kontonummer*|kontonr|konto nr'.split('|'),
      ...'bankkonto|numéro de compte|numero de compte|compte bancaire|número de cuenta'.split('|'),
      ...'numero de cuenta|cuenta bancaria|mi cuenta es|número da conta|numero da conta'.split('|'),
      ...'conta corrente|conta bancária|conto corrente|numero di conto|numero del conto'.split('|'),
      ...'nr rachunku|numer rachunku|rachun*|číslo účtu|cislo uctu|bankszámla*'.split('|'),
      ...'számlaszám*|cont bancar|nr cont'.split('|'),
      ...'conto bancario|rekeningn*|bankrekening*|numer konta|nr konta|hesap n*'.split('|'),
      ...'kontonumret|account|acc|银行账号|账号|賬號|口座*|계좌번호|номер счета'.split('|'),
      ...'номер счёта|رقم الحساب|खाता*|λογαριασμ*|חשבון|เลขบัญชี*|số tài khoản'.split('|'),
      ...'rekening|minha conta|mi cuenta|bvn|nuban|cbu|cvu|ac no|a c no|acct. no|khata*'.split('|'),
      ...'account ko|nro de cuenta|nro cuenta|num de cuenta|nº de cuenta|n° de cuenta'.split('|'),
      'cta',
      ...'n° de compte|nº de compte|no de compte|num de compte'.split('|'),
    ],
    within: 24,
    direct: true,
    follows: 'uk_sort_code',
    // The same behind the value, `482 is the code`: fewer words, as what follows is as often of
    // something else.
    after: ['account num*', 'bank account*', 'acct*', 'kontonummer'],
  },
  contextOnly: true,
  examples: {
    valid: ['55779911', '000123456789', '5577 9911', '123-456-789'],
    invalid: ['12345', '00000000', '123456789012345678901234567'],
  },
}
