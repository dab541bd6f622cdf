interface Era {
  readonly name: string
  /** By which it is written for short; absent where it is not. */
  readonly letter?: string
  /** The year before its first. */
  readonly before: number
}

/** The eras of Japan (JIS X 0301) and of Taiwan, in either script. */
export const ERAS: readonly Era[] = [
  { name: '明治', letter: 'M', before: 1867 },
  { name: '大正', letter: 'T', before: 1911 },
  { name: '昭和', letter: 'S', before: 1925 },
  { name: '平成', letter: 'H', before: 1988 },
  { name: '令和', letter: 'R', before: 2018 },
  { name: '民國', before: 1911 },
  { name: '民国', before: 1911 },
]
