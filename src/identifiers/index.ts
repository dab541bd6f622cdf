import { accessToken } from './accessToken.js'
import { arCuit } from './arCuit.js'
import { arDni } from './arDni.js'
import { auBsb } from './auBsb.js'
import { auMedicare } from './auMedicare.js'
import { auTfn } from './auTfn.js'
import { bankAccount } from './bankAccount.js'
import { beNationalNumber } from './beNationalNumber.js'
import { bic } from './bic.js'
import { brCnpj } from './brCnpj.js'
import { brCpf } from './brCpf.js'
import { brRg } from './brRg.js'
import { cardCode } from './cardCode.js'
import { cardExpiry } from './cardExpiry.js'
import { cardExpiryHalf } from './cardExpiryHalf.js'
import { cardLast4 } from './cardLast4.js'
import { caSin } from './caSin.js'
import { chAhv } from './chAhv.js'
import { clRut } from './clRut.js'
import { cnResidentId } from './cnResidentId.js'
import { coCedula } from './coCedula.js'
import { coordinates } from './coordinates.js'
import { coordinatesDms } from './coordinatesDms.js'
import { cryptoAddress } from './cryptoAddress.js'
import { dateOfBirth } from './dateOfBirth.js'
import { deIdentityCard } from './deIdentityCard.js'
import { deSteuerId } from './deSteuerId.js'
import { dkCpr } from './dkCpr.js'
import { drivingLicence } from './drivingLicence.js'
import { email } from './email.js'
import { esDni } from './esDni.js'
import { esNie } from './esNie.js'
import { fiHetu } from './fiHetu.js'
import { frNir } from './frNir.js'
import { iban } from './iban.js'
import type { Identifier } from './identifier.js'
import { iePps } from './iePps.js'
import { imei } from './imei.js'
import { inAadhaar } from './inAadhaar.js'
import { inIfsc } from './inIfsc.js'
import { inPan } from './inPan.js'
import { ipv4 } from './ipv4.js'
import { ipv6 } from './ipv6.js'
import { itCodiceFiscale } from './itCodiceFiscale.js'
import { jpMyNumber } from './jpMyNumber.js'
import { krRrn } from './krRrn.js'
import { licencePlate } from './licencePlate.js'
import { mac } from './mac.js'
import { maskedCard } from './maskedCard.js'
import { medicalRecord } from './medicalRecord.js'
import { memberNumber } from './memberNumber.js'
import { mistypedCard } from './mistypedCard.js'
import { mistypedIban } from './mistypedIban.js'
import { mxClabe } from './mxClabe.js'
import { mxCurp } from './mxCurp.js'
import { mxRfc } from './mxRfc.js'
import { nationalId } from './nationalId.js'
import { nlBsn } from './nlBsn.js'
import { noFodselsnummer } from './noFodselsnummer.js'
import { oneTimeCode } from './oneTimeCode.js'
import { passport } from './passport.js'
import { password } from './password.js'
import { paymentCard } from './paymentCard.js'
import { paymentHandle } from './paymentHandle.js'
import { phone } from './phone.js'
import { pinCode } from './pinCode.js'
import { plPesel } from './plPesel.js'
import { postalAddress } from './postalAddress.js'
import { ptNif } from './ptNif.js'
import { securityAnswer } from './securityAnswer.js'
import { sePersonnummer } from './sePersonnummer.js'
import { sgNric } from './sgNric.js'
import { trKimlik } from './trKimlik.js'
import { ukBankAccount } from './ukBankAccount.js'
import { ukNhs } from './ukNhs.js'
import { ukNino } from './ukNino.js'
import { ukSortCode } from './ukSortCode.js'
import { url } from './url.js'
import { urlSecret } from './urlSecret.js'
import { usBankRouting } from './usBankRouting.js'
import { usDea } from './usDea.js'
import { usEin } from './usEin.js'
import { usItin } from './usItin.js'
import { usMbi } from './usMbi.js'
import { usNpi } from './usNpi.js'
import { usSsn } from './usSsn.js'
import { usSsnLast4 } from './usSsnLast4.js'
import { vin } from './vin.js'
import { zaId } from './zaId.js'

/**
 * Every kind of identifier known, one line each. Of two equally certain and equally long, the
 * earlier wins.
 */
export const identifiers: readonly Identifier[] = [
  // Cards first: a number that an issuer gave out and a Luhn digit confirms is seldom anything
  // else, and costs most when it is missed.
  paymentCard,
  mistypedCard,
  maskedCard,
  cardCode,
  cardExpiry,
  cardExpiryHalf,
  cardLast4,
  // Accounts. The parts of one stand before the account itself, which has no form of its own.
  iban,
  mistypedIban,
  bic,
  inIfsc,
  mxClabe,
  usBankRouting,
  ukBankAccount,
  ukSortCode,
  auBsb,
  bankAccount,
  paymentHandle,
  // Governments, by country. Those with a telling form or a check digit win over phones of their
  // length by certainty, not by place.
  usSsn,
  usSsnLast4,
  usItin,
  usEin,
  ukNino,
  ukNhs,
  caSin,
  inAadhaar,
  inPan,
  brCpf,
  brCnpj,
  brRg,
  clRut,
  arCuit,
  arDni,
  coCedula,
  deSteuerId,
  deIdentityCard,
  esDni,
  esNie,
  ptNif,
  frNir,
  auTfn,
  auMedicare,
  itCodiceFiscale,
  plPesel,
  nlBsn,
  sePersonnummer,
  fiHetu,
  noFodselsnummer,
  dkCpr,
  beNationalNumber,
  chAhv,
  iePps,
  sgNric,
  mxCurp,
  mxRfc,
  trKimlik,
  zaId,
  krRrn,
  cnResidentId,
  jpMyNumber,
  nationalId,
  // Health.
  usNpi,
  usDea,
  usMbi,
  // What every organisation numbers in its own way.
  medicalRecord,
  memberNumber,
  passport,
  drivingLicence,
  // Things that lead to their owner.
  vin,
  licencePlate,
  imei,
  // How somebody is reached.
  phone,
  email,
  postalAddress,
  dateOfBirth,
  // Networks.
  ipv4,
  ipv6,
  mac,
  urlSecret,
  url,
  cryptoAddress,
  // What opens an account.
  accessToken,
  password,
  securityAnswer,
  pinCode,
  oneTimeCode,
  // Places.
  coordinates,
  coordinatesDms,
]

export { bic } from './bic.js'
export { type PatternFault, readPattern } from './boundedPattern.js'
export { cardCode } from './cardCode.js'
export { cardExpiry } from './cardExpiry.js'
export { isMonthOrYear, speaksOfExpiry } from './cardExpiryHalf.js'
export { ERAS } from './eras.js'
export { iban } from './iban.js'
export type { Anchor, Identifier, WordContext } from './identifier.js'
export { REPORTED } from './identifier.js'
export { endsInLastFour } from './lastFourWords.js'
export { LINKS } from './links.js'
export { MAIL_ENDS, MAIL_PROVIDERS } from './mailHosts.js'
export { HIDDEN } from './masks.js'
export { isMonthName, isMonthNumber, MONTH_WORDS, monthOf } from './months.js'
export { OPPOSING_WORDS } from './opposingWords.js'
export * from './ownIdentifier.js'
export { passport } from './passport.js'
export { paymentCard } from './paymentCard.js'
export { isE164, PHONE_REGIONS, parsePhoneNumber } from './phoneNumber.js'
export { plateBefore } from './platePlace.js'
export { boxBefore } from './postBox.js'
export { dottedBefore, spokenBefore } from './spokenEmail.js'
export { streetBefore } from './streetName.js'
export { EDGE, wordStart, wordsBefore } from './wholeWords.js'
export { wordPattern } from './wordPattern.js'
