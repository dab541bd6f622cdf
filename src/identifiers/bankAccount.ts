import { fail, ok } from '../model/index.js'
import { digitsOf, isRepeated } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Number of a bank account where it is no IBAN: 6 to 20 digits with no form of their own (Nacha, ACH entry detail: 17;
 * Vocalink, UK account numbers: 8; Banco de España, CCC: 20), so by the words beside it alone, or right after a sort code.
 */
export const bankAccount: Identifier = {
  type: 'bank_account',
  dataClass: 'financial',
  anchors: ['digit'],
  minDigits: 6,
  pattern: /(?<![A-Za-z0-9$€£])(?<!\d[./-])\d(?:[ -]?\d){5,19}(?![A-Za-z0-9%])(?![-/.,:]\d)/g,
  parse(text) {
    const digits = digitsOf(text)
    return /^\d{6,20}$/.test(digits) && !isRepeated(digits) ? ok(digits) : fail('invalid_format')
  },
  // Two digits let a customer tell one account from another and let nobody else pay from it.
  mask: keepLast(2),
  // Any number of an order is as long: the form says nothing, the words all.
  weigh: () => 5,
  context: {
    words: [
      'account num*',
      'account no',
      'account #',
      'account is',
      'acct*',
      'acc no',
      'acc num*',
      'a/c',
      'bank account*',
      'bank acc',
      'checking account',
      'savings account',
      'current account',
      'bank details',
      'kto',
      'konto',
      'conta',
      'kontonummer*',
      'kontonr',
      'konto nr',
      'bankkonto',
      'numéro de compte',
      'numero de compte',
      'compte bancaire',
      'número de cuenta',
      'numero de cuenta',
      'cuenta bancaria',
      'mi cuenta es',
      'número da conta',
      'numero da conta',
      'conta corrente',
      'conta bancária',
      'conto corrente',
      'numero di conto',
      'numero del conto',
      'conto bancario',
      'rekeningn*',
      'bankrekening*',
      'numer konta',
      'nr konta',
      'hesap n*',
      'kontonumret',
      'account',
      'acc',
      '银行账号',
      '账号',
      '賬號',
      '口座番号',
      '계좌번호',
      'номер счета',
      'номер счёта',
      'رقم الحساب',
      'खाता*',
      'λογαριασμ*',
      'חשבון',
      'เลขบัญชี*',
      'số tài khoản',
      'rekening',
      'minha conta',
      'mi cuenta',
    ],
    within: 24,
    direct: true,
    follows: 'uk_sort_code',
    after: ['account num*', 'bank account*', 'acct*', 'kontonummer'],
  },
  contextOnly: true,
  examples: {
    valid: ['55779911', '000123456789', '5577 9911', '123-456-789'],
    invalid: ['12345', '00000000', '123456789012345678901'],
  },
}
