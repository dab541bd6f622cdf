/**
 * What ties a word to the value it names, `is` in the languages claimed: as patterns, of languages that put spaces
 * between words and of those that do not.
 */
export const LINKS = {
  spaced:
    "is|was|it's|its|ist|lautet|heißt|est|c'est|es|sería|seria|são|sao|é|era|è|er|är|jest|to jest|это|هي|هو|hai|είναι|ειναι|היא|הוא|זה|คอ|là|adalah|war|était|etait|var|byl|byla|było|bylo|был|была|şu|idi",
  unspaced: '是|为|為|は|が|を|です|는|은|가|이|:|：',
  /** `my`, where it stands after what is mine. */
  mine: 'mea|μου|שלי|ของฉัน|ของผม|của tôi|saya',
  /** `new` and `old`, where they stand after what is so. */
  newOrOld: 'new|old|nuevo|nueva|antigua|nouveau|nova|antiga|novo|nuova|vecchia',
} as const
