import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactText, redactTranscript, scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

const typesIn = (text: string, asked?: string): readonly string[] =>
  scan(text, asked === undefined ? {} : { asked }).spans.map(({ type }) => type)

describe('the question that was asked', () => {
  test.each([
    ['security code?', '482', 'card_code'],
    ['Can you give me the security code on the back of your card please?', '482', 'card_code'],
    ['date of birth?', '04/07/1982', 'date_of_birth'],
    ['And what is your date of birth? Thanks!', '04/07/1982', 'date_of_birth'],
    ['Wie lautet Ihr Geburtsdatum?', '04.07.1982', 'date_of_birth'],
    ['¿Cuál es su fecha de nacimiento?', '04/07/1982', 'date_of_birth'],
    ["Quelle est votre date de naissance s'il vous plaît ?", '04/07/1982', 'date_of_birth'],
    ['Qual é a sua data de nascimento?', '04/07/1982', 'date_of_birth'],
    ['Qual è la sua data di nascita?', '04/07/1982', 'date_of_birth'],
    ["what's your pin?", '4821', 'pin_code'],
    ['last 4 of your ssn?', '4399', 'us_ssn_last4'],
    ['Please enter the verification code we sent', '482913', 'one_time_code'],
    ['what is your password?', 'hunter2', 'password'],
    ['account number please?', '55779911', 'bank_account'],
    ['passport number?', '912803456', 'passport'],
    ['¿Cuáles son los últimos cuatro dígitos?', '4242', 'card_last4'],
    ['What are the last four digits?', '4242', 'card_last4'],
    ['Quels sont les quatre derniers chiffres ?', '4242', 'card_last4'],
    ['Wie lauten die letzten vier Ziffern?', '4242', 'card_last4'],
    ['Quais são os últimos quatro dígitos?', '4242', 'card_last4'],
    ['Quali sono le ultime quattro cifre?', '4242', 'card_last4'],
    ['what is your licence plate?', 'AB12CDE', 'licence_plate'],
    ['We just texted you a 6 digit code. Can u read it back?', '482913', 'one_time_code'],
    ['Please verify your date of birth. Go ahead!', '04/07/1982', 'date_of_birth'],
    ['Les 3 chiffres au dos ?', '482', 'card_code'],
    ['Los 3 dígitos al reverso?', '482', 'card_code'],
    ['Die drei Ziffern auf der Rückseite?', '482', 'card_code'],
    ['and the digits on the back of your card?', '482', 'card_code'],
    ['e os três números atrás?', '482', 'card_code'],
    ['card ke piche ke teen digit?', '482', 'card_code'],
    ['ما هي الأرقام الثلاثة على ظهر البطاقة؟', '٤٨٢', 'card_code'],
    ['arkadaki üç rakam?', '482', 'card_code'],
    ['卡背面的三位数是多少？', '482', 'card_code'],
    ['カード裏面の3桁の番号は？', '482', 'card_code'],
    ['Wann läuft die Karte ab?', '4/29', 'card_expiry'],
    ['expiry month and year please', '04 and 2029', 'card_expiry'],
  ])('%s makes %s a %s', (asked, answer, type) => {
    expect(typesIn(answer, asked)).toEqual([type])
    expect(typesIn(answer)).not.toContain(type)
  })

  // More than all kinds of value stand from their words, and none of it a question, an amount or a digit.
  const anyHesitation = fc
    .array(
      fc.constantFrom(
        ...'oh|hold on|let me see|i think|it should be|ok so|well|umm|its'.split('|'),
      ),
      { maxLength: 4 },
    )
    .map((said) => said.join(' ').slice(0, 30))

  test.each([
    ['security code?', '482', 'card_code'],
    ['your pin?', '4821', 'pin_code'],
    ['account number?', '55779911', 'bank_account'],
    ['sort code?', '200000', 'uk_sort_code'],
    ['last four digits?', '4242', 'card_last4'],
    ['expiry date?', '04/29', 'card_expiry'],
  ])('%s is heard however its answer begins', (asked, answer, type) => {
    fc.assert(
      fc.property(anyHesitation, (said) => {
        expect([said, typesIn(`${said} ${answer}`, asked)]).toEqual([said, [type]])
      }),
      runs(30),
    )
  })

  test.each([
    ['order number?', '256496929'],
    ['What is your order number please?', '256496929'],
    ['tracking number?', '256496929'],
    ['which ticket is this about?', '256496929'],
    ['¿número de pedido?', '256496929'],
    ['Bestellnummer?', '256496929'],
    ['I see. And the order number? Thanks', '256496929'],
  ])('%s makes %s nobody’s', (asked, answer) => {
    expect(typesIn(answer, asked)).toEqual([])
    expect(typesIn(answer)).toEqual(['us_ssn'])
  })

  test('makes no check digit anybody’s', () => {
    // A German tax number, a British health number and an American routing number, as numbers of orders.
    for (const answer of ['86095742719', '9434765919', '021000021'])
      expect([answer, typesIn(answer, 'Bestellnummer?')]).toEqual([answer, []])
  })

  test('changes nothing that is clearly an identifier', () => {
    expect(typesIn('536-90-4399', 'order number?')).toEqual(['us_ssn'])
    expect(typesIn('4111 1111 1111 1111', 'order number?')).toEqual(['payment_card'])
  })

  test('is never part of what is found', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ada@example.com', 'card 4111 1111 1111', 'call +1 415 555-0132?', ''),
        fc.constantFrom('482', '1111', '0132 it is', 'ada', '', '536-90-4399', 'it is 536-90-4399'),
        (asked, text) => {
          const found = scan(text, { asked }).spans.map(({ start, end }) => text.slice(start, end))
          expect(found).toEqual(text.includes('536') ? ['536-90-4399'] : [])
          expect(typesIn(text, asked)).not.toContain('email')
          expect(typesIn(text, asked)).not.toContain('payment_card')
        },
      ),
    )
  })

  const MASK = [{ target: 'text', identifier: 'default', action: 'drop' }] as const

  test('is heard by the redactor', () => {
    expect(redactText('482', MASK, { asked: 'security code?' }).text).toBe('[card_code]')
  })

  test('is taken from a transcript', () => {
    const shown = redactTranscript(
      [
        { id: '1', author: 'agent', text: 'date of birth?' },
        { id: '2', author: 'ada', text: '04/07/1982' },
        { id: '3', author: 'agent', text: 'order number?' },
        { id: '4', author: 'ada', text: '256496929' },
      ],
      MASK,
    )
    expect(shown.map(({ text }) => text)).toEqual([
      'date of birth?',
      '[date_of_birth]',
      'order number?',
      '256496929',
    ])
  })
})
