/**
 * Words people say before a phone number, in the languages claimed: English, Spanish, French,
 * German, Italian, Dutch, Portuguese, Turkish, Polish, Swedish, Russian, Arabic, Hindi, Chinese,
 * Japanese, Korean.
 */
export const PHONE_WORDS: readonly string[] = [
  ...'phone* telephone* call* tel mobile* cell* fax whatsapp whats reach* dial* contact* sms'.split(
    ' ',
  ),
  ...'answer* ring telefon* telefoon* téléphone* teléfono* rufnummer handy* móvil*'.split(' '),
  ...'celular* cellulare portable llám* llam* appel* ph mob txt text hp hmu tél* port'.split(' '),
  ...'landline* fono* puh* joignable* rappel* móvil movil* cel marca* mobil* mobilnr* erreich* anruf* rückruf*'.split(
    ' ',
  ),
  ...'chiama* mobiel* bellen bereikbaar* zap wpp ligar ligue* tlm telemóvel* telemovel*'.split(' '),
  ...'fone numaram* cep ara arayın* komórk* komork* kom zadzwo* dzwoni* ring* телефон* тел'.split(
    ' ',
  ),
  ...'моб мобильн* сот сотов* звони* позвони* набери* ватсап* هاتف* الهاتف تلفون* تليفون*'.split(
    ' ',
  ),
  ...'جوال* الجوال موبايل* الموبايل اتصل* اتصال رقمي واتساب* फ़ोन* फोन* मोबाइल* कॉल*'.split(' '),
  ...'व्हाट्सएप 电话 電話 手机 手機 号码 號碼 打给我 打給我 致电 联系我 聯絡我 联系方式 微信 携帯 ケータイ スマホ 連絡先 전화 휴대폰 핸드폰'.split(
    ' ',
  ),
  ...'연락처 연락 번호 tlf tlfn telp τηλ* κινητ* τηλέφων* κινητό* טלפון הטלפון נייד הנייד פלאפון'.split(
    ' ',
  ),
  ...'เบอร์* โทร* มือถือ* sđt'.split(' '),
  // As people write them in haste, and in Latin letters: Spanish of America, Hindi, Tagalog,
  // Arabic, Russian, Greek, Swahili.
  ...'márca* wats* watsap* wasap* wassap* guasap* whatsap* zapzap digits raqmi raqam* rakmi rakam* ra2m* mobayl*'.split(
    ' ',
  ),
  ...'nomer nomerok telefonu kinito* tilefono* nambari simu namba telpon'.split(' '),
  ...'номерок телефону номером мобилк*'.split(' '),
  // Czech, Slovak, Hungarian, Romanian, Croatian and Serbian, Ukrainian, Bulgarian, Persian, Urdu,
  // Hebrew.
  ...'mobilní* telefónn* telefonszám* numărul numarul mobitel* телефонн* мобільн* подзвон* зателефон* обади* تلفن* شماره* گوشی* فون موبائل*'.split(
    ' ',
  ),
  // Names of what money is sent by, to a phone number.
  ...'vipps* swish* mobilepay bizum* gcash mpesa m-pesa twint blik paynow duitnow promptpay 支付宝 сбер* сбп'.split(
    ' ',
  ),
  ...'mit nr|moj nr|mojoj nr|min mobil|hívj*|hívd*|zavolaj*|zavolej*|volejte|sunati|sunați'.split(
    '|',
  ),
  ...'moje číslo|moje cislo|mé číslo|moj broj|мој број|мій номер|moi nomer|moy nomer'.split('|'),
  ...'mój numer|number ko|number na|numero ko|cp no|cp ko|meu nº|mi nº|mon n°'.split('|'),
  ...'n° de tel*|my line|my mobile no|no wa|wa saya|namba yangu|המספר שלי|điện thoại'.split('|'),
  ...'no hp|mit nummer|text me|message to|messages to'.split('|'),
  "number's",
  ...'telim|telime|cebim|numaram*|κιν|κινητό μου|so dt|số đt|so dien thoai|moblie|moible|fone|phne|nmbr|numbr'.split(
    '|',
  ),
  ...'liga pro|liga no|số của tôi|so cua toi|폰번호'.split('|'),
  ...'bel|liga pra|liga para|sdt|nomor saya|nomor telepon|nomor hp|nomor wa|my number'.split('|'),
  ...'ur number|ur no|ur nbr|nbr|নাম্বার*|নম্বর*|ফোন*|মোবাইল*|போன்*|ఫోన్*|নাম্বারে|نمبر'.split('|'),
  ...'their number|its number|his number|her number|your number|our number|my #|my no'.split('|'),
  ...'my num|new number|new #|old number|on number|number to|get me on|get me at'.split('|'),
  ...'get hold of me*|mon numéro|mon numero|mon num|mi número|mi numero|mi num'.split('|'),
  ...'meine nummer|meine nr|ruf mich*|ruft mich*|nummer ist|mio numero|mio num'.split('|'),
  ...'mijn nummer|mijn 06|06 nummer|mijn nr|bel me*|bel mij*|meu número|meu numero'.split('|'),
  ...'meu num|me liga*|mój numer|moj numer|mój nr|mitt nummer|mitt nr|мой номер'.split('|'),
  ...'моего номера|मेरा नंबर|मेरा नम्बर|मेरे नंबर|mera number|mera no'.split('|'),
]

/** Words they say after it: `4155550132 is my phone`. */
export const PHONE_WORDS_AFTER: readonly string[] = [
  ...'office fax mobile* cell* work home desk phone* tel móvil* teléfono* telefon* handy*'.split(
    ' ',
  ),
  ...'téléphone* portable cellulare celular* komórk* телефон* мобильн* هاتف* 电话 電話 手机 手機'.split(
    ' ',
  ),
  ...'携帯 전화* 번호'.split(' '),
  ...'my number|call me|call kar*|call krna|pe call|par call|text me|мой номер|text ok|text only|texts only|text pls|txt|whatsapp*'.split(
    '|',
  ),
  ...'moblie|moible|fone|mobil*|mob|mi numero|mi número|mon numéro|meine nummer|mein handy'.split(
    '|',
  ),
  ...'mijn nummer|mitt nummer|meu número|meu numero|mój numer|moj numer'.split('|'),
  ...'dzwoni*|proszę dzwoni*|prosze dzwoni*|zadzwo*|bellen|anrufen|ruf mich*|zurückrufen|bitte anrufen|llamar*|llám*'.split(
    '|',
  ),
  ...'llamen|appel*|rappel*|ligar|ligue*|chiama*|ring meg|ring mig|soita*|arayın*|звоните|позвони*|zavolej*|volejte|hívj*|sunați|sunati'.split(
    '|',
  ),
]
