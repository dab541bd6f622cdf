import { type CharacterClasses, LETTER_OF, UNSPACED } from './characters.js'
import { type SpelledWord, spelledWords } from './spelledWords.js'
import {
  letterClassAt,
  type VocabularyWord,
  vocabulary,
  WORD_ROLES,
  type WordRole,
  wordKeyAt,
} from './vocabulary.js'

/** The words that may start at a place, by what they are looked for. */
export interface StartingWords extends Readonly<Record<WordRole, readonly VocabularyWord[]>> {
  /** Those that are looked for by their letters alone. */
  readonly spelled: readonly SpelledWord[]
}

/** The words that a text is looked through for, by what they start with. */
interface WordStarts {
  /** One bit for each four letters that a word starts with. */
  readonly letters: Uint32Array
  /** Words by the classes of these letters, as `keyAt` gives them. */
  readonly byLetters: ReadonlyMap<number, StartingWords>
  /** Words of scripts without spaces, by their first character. */
  readonly unspaced: ReadonlyMap<number, StartingWords>
}

// Four letters of five bits each.
const KEYS = 1 << 20
const NOTHING: StartingWords = { needed: [], helpful: [], against: [], behind: [], spelled: [] }

type StartsByLetters = Map<number, { -readonly [Role in keyof StartingWords]: StartingWords[Role] }>

/** Adds words of one role to those that are known to start so. */
function note<Role extends keyof StartingWords>(
  known: StartsByLetters,
  words: ReadonlyMap<number, StartingWords[Role]>,
  role: Role,
): void {
  for (const [key, some] of words) {
    const one = known.get(key) ?? { ...NOTHING }
    one[role] = some
    known.set(key, one)
  }
}

/**
 * Writes down, of all words that are looked for, which four letters they start with. Four tell
 * enough: at most places of a text no word starts, and nothing more is asked there.
 */
function makeStarts(): WordStarts {
  const byLetters: StartsByLetters = new Map()
  const unspaced: StartsByLetters = new Map()
  for (const role of WORD_ROLES) {
    const words = vocabulary(role)
    note(byLetters, words.byLetters, role)
    note(unspaced, words.unspaced, role)
  }
  note(byLetters, spelledWords(), 'spelled')
  const letters = new Uint32Array(KEYS >> 5)
  for (const key of byLetters.keys())
    letters[key >> 5] = (letters[key >> 5] ?? 0) | (1 << (key & LETTER_OF))
  letters.fill(-1, (UNSPACED << 15) >> 5)
  return { letters, byLetters, unspaced }
}

// Made when first needed, as loading must be quick.
let made: WordStarts | undefined
const wordStarts = (): WordStarts => {
  made ??= makeStarts()
  return made
}

/** Gives one bit for each four letters that a word starts with. */
export const startLetters = (): Uint32Array => wordStarts().letters

/** Gives the words that may start at a place that begins with such letters. */
export function startingAt(text: string, classes: CharacterClasses, at: number): StartingWords {
  const { byLetters, unspaced } = wordStarts()
  const known =
    letterClassAt(classes, at) === UNSPACED
      ? unspaced.get(text.charCodeAt(at))
      : byLetters.get(wordKeyAt(classes, at))
  return known ?? NOTHING
}
