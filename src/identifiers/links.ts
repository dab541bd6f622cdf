/**
 * What ties a word to the value it names, `is` in the languages claimed: as patterns, of languages
 * that put spaces between words and of those that do not. Written as folding leaves them, without
 * marks above and below letters. They buy the values that no digit announces, such as passwords,
 * and are known here alone.
 */
export const LINKS = {
  spaced:
    "is|was|it's|its|ist|lautet|heißt|est|c'est|es|sería|seria|são|sao|é|era|è|er|är|jest|to jest|это|هي|هو|hai|είναι|ειναι|היא|הוא|זה|คอ|là|adalah|war|était|etait|var|byl|byla|było|bylo|был|была|şu|idi|ay|raha|hain|este",
  unspaced: '是|为|為|は|が|を|です|는|은|가|이|:|：',
  /** `my`, where it stands after what is mine. */
  mine: 'mea|μου|שלי|ของฉน|ของผม|của tôi|saya|ko|yangu|moy|moi|mera|meri|moj|muj|moje',
  /** What else people say between the two, `it was set to`, and a sign that stands for `number`. */
  more: 'c|e|are|it|now|i|use|used|had|put|set|to|be|would|for|#',
  /** Of what network it is the password: `senha do wi-fi`. */
  ofNetwork:
    '(?:(?:do|del|de la|de|du|da|dla|f[uü]r(?: das)?|van(?: de)?|от|для|for|of|to)(?: the| my| our| el| la| le)? )?(?:wi[- ]?fi|wlan|hotspot|вай[- ]?фа\\p{L}{0,3})',
  /** Where it is read: `wpa key on the router's sticker says`. */
  readOn:
    "(?:on|from|under)(?: the| my)?(?: back| bottom)?(?: of)?(?: the| my)?(?: router(?:['\u2019]s)?| box| modem)?(?: sticker| label)?|says|reads|steht|dice|lautet",
  /** Marks between the two, as the inside of a set. */
  marks: '\\s:="\'\u2018\u2019\u201c\u201d«»「『(>-',
  /** `new` and `old`, where they stand after what is so. */
  newOrOld: 'new|old|nuevo|nueva|antigua|nouveau|nova|antiga|novo|nuova|vecchia',
} as const
