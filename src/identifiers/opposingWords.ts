import { anyOf } from './wholeWords.js'

// What is ordered, sent, billed or reported and has a number of its own, in the languages claimed: names of documents of
// trade (UN/CEFACT, recommendation 1). They buy that a number of eight to twelve digits behind one is nobody's phone.
const NUMBERED: readonly string[] = [
  ...'order* ticket* case tracking invoice* serial* receipt* parcel shipment*'.split(' '),
  ...'bestell* auftrag* rechnung* sendung* seriennummer* vorgang* buchung* artikel*'.split(' '),
  'fall',
  ...'bestelling* factuur* ordernummer* pakket* zending* serienummer* boeking*'.split(' '),
  ...'commande* facture* colis suivi dossier* billet* réservation*'.split(' '),
  ...'pedido* factura* seguimiento envío* envio* incidencia* reserva*'.split(' '),
  ...'ordine* fattura* spedizione* pratica prenotazione*'.split(' '),
  ...'encomenda* fatura* rastreio rastreamento protocolo*'.split(' '),
  ...'sipariş* siparis* kargo takip rezervasyon*'.split(' '),
  ...'zamówieni* zamowieni* faktur* przesyłk* paczk* zgłoszeni* rezerwacj*'.split(' '),
  ...'ordre* bestilling* pakke* faktura* sporing* tilaus* lähetys* lasku*'.split(' '),
  ...'beställning* bestallning* ordernr ärende* arende* kvitto* paket* bokning*'.split(' '),
  ...'заказ* счёт* счет* трек* посылк* накладн* обращени* заявк* бронь'.split(' '),
  ...'طلب* الطلب* فاتورة الفاتورة شحنة الشحنة تذكرة التذكرة حجز الحجز'.split(' '),
  ...'ऑर्डर आर्डर टिकट चालान बिल ट्रैकिंग बुकिंग'.split(' '),
  ...'订单 訂單 单号 單號 快递 快遞 发票 發票 工单 编号 注文 伝票 追跡 請求書 予約'.split(' '),
  ...'订单号 订单号码 訂單編號 訂單號碼 快递单号 发票号码 注文番号 追跡番号 予約番号'.split(' '),
  '伝票番号',
  ...'주문번호 송장번호 운송장번호 예약번호 영수증번호'.split(' '),
  ...'주문 송장 운송장 영수증 예약 티켓'.split(' '),
  // Czech, Hungarian, Romanian, Croatian, Ukrainian, Greek, Hebrew, Persian, Vietnamese,
  // Indonesian, and Hindi in Latin letters.
  ...'objednávk* objednavk* rendelés* rendeles* comand* narudžb* narudzb* замовленн*'.split(' '),
  ...'παραγγελ* הזמנה سفارش pesanan resi'.split(' '),
  'mã đơn',
  'đơn hàng',
]

// What lowers a price or is given away, in the languages claimed: these have codes and run out, and
// are no card.
const OFFERS: readonly string[] = [
  ...'coupon* voucher* promo promocode* gutschein* cupón cupon buono cupom kupon*'.split(' '),
  ...'купон* промокод*'.split(' '),
]

/**
 * Words that say of a number right after them that it is nobody's: of an order, a parcel, a ticket,
 * an invoice, a device or a version. A nearer word for an identifier outweighs them. Written as the
 * words of `Context`.
 */
export const OPPOSING_WORDS: readonly string[] = [
  ...NUMBERED,
  ...OFFERS,
  // English
  ...'ref reference* version* ver build release firmware bump sku isbn ean upc asin'.split(' '),
  ...'transaction* quote model item*'.split(' '),
  ...'product* part batch booking* reservation* confirmation* flight incident claim po#'.split(' '),
  ...'rma issue bug'.split(' '),
  // What is drawn or played for: its numbers come in pairs as French phones do.
  ...'lottery* lotto loto lotería* loteria* lotterie* gewinnzahlen powerball'.split(' '),
  ...'euromillion* jackpot score scores scored'.split(' '),
  ...'raffle bingo tirage résultat* ergebnis* marcador* punteggi* placar sorteio*'.split(' '),
  ...'sorteo* estrazion* piyango* çekiliş*'.split(' '),
  ...'losowani* dragning* лотере* розыгрыш* يانصيب लॉटरी 彩票 宝くじ 복권 κλήρωσ* הגרלה'.split(' '),
  'part number',
  'bump to',
  // Dutch, French, Spanish, Italian, Portuguese
  ...'referentie* référence* reference* série referencia* riferimento* versione*'.split(' '),
  ...'referência* versão versión version*'.split(' '),
  // Turkish, Polish, Russian, Arabic, Hindi, Chinese, Japanese, Korean
  ...'sürüm* wersj* верси* إصدار संस्करण 版本 バージョン 버전'.split(' '),
]

/** What has a number of its own, as a pattern. */
export const NUMBERED_THING: string = anyOf(NUMBERED)
/** What lowers a price, as a pattern. */
export const OFFER: string = anyOf(OFFERS)
