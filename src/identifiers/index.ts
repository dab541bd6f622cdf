import { accessToken } from './accessToken.js'
import { auMedicare } from './auMedicare.js'
import { auTfn } from './auTfn.js'
import { beNationalNumber } from './beNationalNumber.js'
import { brCnpj } from './brCnpj.js'
import { brCpf } from './brCpf.js'
import { cardCode } from './cardCode.js'
import { cardExpiry } from './cardExpiry.js'
import { caSin } from './caSin.js'
import { chAhv } from './chAhv.js'
import { coordinates } from './coordinates.js'
import { cryptoAddress } from './cryptoAddress.js'
import { dateOfBirth } from './dateOfBirth.js'
import { deSteuerId } from './deSteuerId.js'
import { drivingLicence } from './drivingLicence.js'
import { email } from './email.js'
import { esDni } from './esDni.js'
import { esNie } from './esNie.js'
import { fiHetu } from './fiHetu.js'
import { frNir } from './frNir.js'
import { iban } from './iban.js'
import type { Identifier } from './identifier.js'
import { iePps } from './iePps.js'
import { inAadhaar } from './inAadhaar.js'
import { inPan } from './inPan.js'
import { ipv4 } from './ipv4.js'
import { ipv6 } from './ipv6.js'
import { itCodiceFiscale } from './itCodiceFiscale.js'
import { krRrn } from './krRrn.js'
import { mac } from './mac.js'
import { medicalRecord } from './medicalRecord.js'
import { memberNumber } from './memberNumber.js'
import { mxCurp } from './mxCurp.js'
import { nlBsn } from './nlBsn.js'
import { noFodselsnummer } from './noFodselsnummer.js'
import { passport } from './passport.js'
import { paymentCard } from './paymentCard.js'
import { phone } from './phone.js'
import { plPesel } from './plPesel.js'
import { postalAddress } from './postalAddress.js'
import { sePersonnummer } from './sePersonnummer.js'
import { sgNric } from './sgNric.js'
import { trKimlik } from './trKimlik.js'
import { ukNhs } from './ukNhs.js'
import { ukNino } from './ukNino.js'
import { url } from './url.js'
import { urlSecret } from './urlSecret.js'
import { usBankRouting } from './usBankRouting.js'
import { usDea } from './usDea.js'
import { usItin } from './usItin.js'
import { usMbi } from './usMbi.js'
import { usNpi } from './usNpi.js'
import { usSsn } from './usSsn.js'
import { vin } from './vin.js'
import { zaId } from './zaId.js'

/** Every kind of identifier known, one line each. Of two equally certain and equally long, the earlier wins. */
export const identifiers: readonly Identifier[] = [
  paymentCard,
  cardCode,
  cardExpiry,
  iban,
  usBankRouting,
  usSsn,
  usItin,
  ukNino,
  ukNhs,
  caSin,
  inAadhaar,
  inPan,
  brCpf,
  brCnpj,
  deSteuerId,
  esDni,
  esNie,
  frNir,
  auTfn,
  auMedicare,
  itCodiceFiscale,
  plPesel,
  nlBsn,
  sePersonnummer,
  fiHetu,
  noFodselsnummer,
  beNationalNumber,
  chAhv,
  iePps,
  sgNric,
  mxCurp,
  trKimlik,
  zaId,
  krRrn,
  usNpi,
  usDea,
  usMbi,
  medicalRecord,
  memberNumber,
  passport,
  drivingLicence,
  vin,
  phone,
  email,
  postalAddress,
  dateOfBirth,
  ipv4,
  ipv6,
  mac,
  urlSecret,
  url,
  cryptoAddress,
  accessToken,
  coordinates,
]

export { AGAINST } from './against.js'
export { cardCode } from './cardCode.js'
export { cardExpiry } from './cardExpiry.js'
export type { Anchor, Context, Identifier } from './identifier.js'
export { REPORTED } from './identifier.js'
export { HIDDEN } from './masks.js'
export { isMonthName } from './months.js'
export { boxBefore } from './postBox.js'
