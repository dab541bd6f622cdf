/**
 * Typed by tired people: the code beside an expiry without a card, the card named behind its last four digits, addresses of
 * mail without their ending.
 */
export const WEARY: readonly string[] = [
  // A code that is called no more than that, beside an expiry.
  'exp ⟦card_expiry:04/29⟧ code ⟦card_code:115⟧',
  'code ⟦card_code:115⟧ exp ⟦card_expiry:04/29⟧',
  'valid thru ⟦card_expiry:04/29⟧ and my code is ⟦card_code:115⟧',
  'exp.⟦card_expiry:04-2029⟧ code:⟦card_code:115⟧',
  'caduca ⟦card_expiry:04/29⟧ y el código es ⟦card_code:115⟧',
  'gültig bis ⟦card_expiry:04/29⟧, der code ist ⟦card_code:115⟧',
  'expire ⟦card_expiry:04/29⟧ code ⟦card_code:115⟧',
  'scade ⟦card_expiry:04/29⟧ codice ⟦card_code:115⟧',
  'ważna do ⟦card_expiry:04/29⟧ kod ⟦card_code:115⟧',
  'годна до ⟦card_expiry:04/29⟧ код ⟦card_code:115⟧',
  '有效期⟦card_expiry:04/29⟧ 码⟦card_code:115⟧',
  'expiry ⟦card_expiry:4 and 2029⟧',
  "exp date ⟦card_expiry:11/28⟧ the code's ⟦card_code:907⟧",
  'vto ⟦card_expiry:11/28⟧ cod ⟦card_code:907⟧',
  'läuft ab ⟦card_expiry:11/28⟧, code hinten ⟦card_code:907⟧',
  "valable jusqu'au ⟦card_expiry:11/28⟧ le code c'est ⟦card_code:907⟧",
  'steuer-id ⟦de_steuer_id:8609 5742 719⟧',
  // The card is named behind its last four digits, or right before them.
  '....⟦card_last4:5612⟧ card',
  '****⟦card_last4:5612⟧ card was charged',
  'visa ****⟦card_last4:5612⟧',
  'xxxx⟦card_last4:5612⟧ visa',
  'my ⟦card_last4:5612⟧ card is blocked',
  'meine ⟦card_last4:5612⟧ karte geht nicht',
  'my visa ⟦card_last4:5612⟧ got declined again',
  // Who leaves out the ending of an address means a provider all know.
  'my email is ⟦email:ada at gmail⟧',
  'email: ⟦email:ada77 at hotmail⟧',
  'its ⟦email:ada dot k at gmail⟧ i think',
  'correo: ⟦email:ada arroba gmail⟧',
  'mail ⟦email:ada malpa example kropka pl⟧',
  'meine e-mail ist ⟦email:ada at gmx⟧ danke',
  // Banks.
  '⟦uk_bank_account:20 00 00 55779911⟧ is my bank',
  'sortcode ⟦uk_sort_code:20/00/00⟧',
  'iban ⟦iban:ES91 2100 0418\n4502 0005 1332⟧',
  '普通 口座 ⟦bank_account:1234567⟧ です',
  'dzwoń ⟦phone:501-234-567⟧',
  // Addresses over lines, and with words for them.
  'my address is ⟦postal_address:14 harbour st\nleeds\nls1 4ap⟧',
  'send it to ⟦postal_address:Lindenweg 7\n50667 Köln⟧',
  'addr: ⟦postal_address:221b baker st⟧',
  'ik woon op ⟦postal_address:kerkstraat 14, 1017 GA amsterdam⟧',
  '⟦postal_address:kerkstraat 14, 1017 ga amsterdam⟧ graag',
]

/** Looks alike, and hides nobody. */
export const NOT_WEARY: readonly string[] = [
  'error code 115, and the number expires soon',
  'promo code 115 valid 04/29',
  'coupon valid thru 04/29 code 115',
  'the offer expires 04/29. my error code 115',
  'i paid with my visa 1299',
  'my card 1500 points',
  'my 1200 card points',
  'my 2024 card is still here',
  'my gift card 5000 points',
  'mail at outlook is down',
  'my email is down at gmail',
  'email me at gmail please',
  'he works at yahoo now',
  'look at gmail, it does not sync',
  'call it 12/04/26 at 2 accounts',
]
