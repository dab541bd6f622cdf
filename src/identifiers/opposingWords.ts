/**
 * Words that say of a number right after them that it is nobody's: of an order, a parcel, a ticket, an invoice, a
 * device or a version. A nearer word for an identifier outweighs them. Written as the words of `Context`.
 */
export const OPPOSING_WORDS: readonly string[] = [
  // English
  ...'order* ticket* case ref reference* tracking invoice* receipt* serial* coupon* voucher* promo version* ver build'.split(
    ' ',
  ),
  ...'release firmware bump sku isbn ean upc asin parcel shipment* transaction* quote model item* product* part batch'.split(
    ' ',
  ),
  ...'booking* reservation* confirmation* flight incident claim po# rma issue bug'.split(' '),
  // What is drawn or played for: its numbers come in pairs as French phones do.
  ...'lottery* lotto loto lotería* loteria* lotterie* gewinnzahlen powerball euromillion* jackpot score scores scored'.split(
    ' ',
  ),
  ...'raffle bingo tirage résultat* ergebnis* marcador* punteggi*'.split(' '),
  'part number',
  'bump to',
  // German, Dutch
  ...'bestell* auftrag* rechnung* sendung* seriennummer* gutschein* vorgang* buchung* artikel* fall'.split(
    ' ',
  ),
  ...'bestelling* factuur* ordernummer* pakket* zending* serienummer* boeking* referentie*'.split(
    ' ',
  ),
  // French, Spanish, Italian, Portuguese
  ...'commande* facture* colis suivi dossier* billet* référence* reference* série réservation*'.split(
    ' ',
  ),
  ...'pedido* factura* seguimiento envío* envio* incidencia* referencia* cupón cupon reserva*'.split(
    ' ',
  ),
  ...'ordine* fattura* spedizione* pratica prenotazione* riferimento* buono versione*'.split(' '),
  ...'encomenda* fatura* rastreio rastreamento protocolo* referência* cupom versão'.split(' '),
  // Turkish, Polish, Swedish
  ...'sipariş* siparis* fatura* kargo takip kupon* sürüm* rezervasyon*'.split(' '),
  ...'zamówieni* zamowieni* faktur* przesyłk* paczk* zgłoszeni* wersj* rezerwacj*'.split(' '),
  ...'beställning* bestallning* ordernr ärende* arende* kvitto* paket* bokning* version*'.split(
    ' ',
  ),
  // Russian, Arabic, Hindi
  ...'заказ* счёт* счет* трек* посылк* накладн* обращени* заявк* верси* купон* бронь'.split(' '),
  ...'طلب* الطلب* فاتورة الفاتورة شحنة الشحنة تذكرة التذكرة إصدار حجز الحجز'.split(' '),
  ...'ऑर्डर आर्डर टिकट चालान बिल ट्रैकिंग संस्करण बुकिंग'.split(' '),
  // Chinese, Japanese, Korean
  ...'订单 訂單 单号 單號 快递 快遞 发票 發票 工单 版本 编号 注文 伝票 追跡 請求書 予約 バージョン'.split(
    ' ',
  ),
  ...'订单号 订单号码 訂單編號 訂單號碼 快递单号 发票号码 注文番号 追跡番号 予約番号 伝票番号'.split(
    ' ',
  ),
  ...'주문번호 송장번호 운송장번호 예약번호 영수증번호'.split(' '),
  ...'주문 송장 운송장 영수증 예약 버전 티켓'.split(' '),
]
