import { foldLookalikes, readWrittenFor } from './lookalikes.js'

/**
 * Words by which staff, a bot or the business itself is known. Whole words only: Banks and Agenta
 * are names.
 */
const STAFF: ReadonlySet<string> = new Set(
  (
    'admin administrator admins advisor adviser agent agents assistant bank bot callcenter ' +
    'callcentre chatbot compliance customercare customerservice customersupport employee flex ' +
    'fraud helpdesk helpline manager moderator official operator owner representative security ' +
    'service servicedesk staff superuser supervisor support supportteam sysadmin system team ' +
    'teamlead techsupport twilio verified webmaster'
  ).split(' '),
)

// The same in the languages of most Flex contact centres after English, where the word differs.
const STAFF_ELSEWHERE: ReadonlySet<string> = new Set(
  (
    'administrador administrateur agente asesor atendente atendimento banco banque berater ' +
    'conseiller kundendienst kundenservice mitarbeiter soporte suporte'
  ).split(' '),
)

/**
 * Words of this kind are found at either end of a longer one too: no name begins or ends so.
 * `SupportAda` and `AdaSupport` are both staff's.
 */
const AFFIXES = ['admin', 'helpdesk', 'moderator', 'official', 'security', 'supervisor', 'support']

/** Those that only begin one, such as `bankofada`. */
const BEGINNINGS = ['bankof', 'customerc', 'customers', 'verified']

/** Those that only end one, such as `bankagent`. */
const ENDINGS = ['agent', 'officer', 'representative']

/**
 * Tells whether a name says that its bearer is staff, a bot or the business, in any case, script or
 * disguise: `Support`, `SupportTeam`, `4dm1n`, `A g e n t`, `аdmin` with a Cyrillic а.
 */
export function isStaffWord(typed: string): boolean {
  // A change from small to capital letters ends a word, as in `SupportTeam`.
  const parted = typed.normalize('NFKC').replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
  return [typed, parted].some((text) => {
    const folded = foldLookalikes(text)
    return [folded, folded.replaceAll(/[0-9]/g, ' '), readWrittenFor(folded)].some(holdsStaff)
  })
}

function holdsStaff(text: string): boolean {
  const words = text.split(/[^a-z]+/).filter((word) => word !== '')
  // Two words of which neither is one by itself, and single letters spaced out.
  const pairs = words.slice(1).map((word, at) => `${words[at]}${word}`)
  const letters = words.map((word) => (word.length === 1 ? word : ' ')).join('')
  return words.some(isStaff) || pairs.some(isWord) || letters.split(' ').some(spellsStaff)
}

/** Tells whether single letters that stand apart spell one. */
const spellsStaff = (letters: string): boolean =>
  letters.length > 2 && [...STAFF, ...STAFF_ELSEWHERE].some((word) => letters.includes(word))

const isWord = (word: string): boolean => STAFF.has(word) || STAFF_ELSEWHERE.has(word)

const isStaff = (word: string): boolean =>
  isWord(word) ||
  [...AFFIXES, ...BEGINNINGS].some((part) => word.startsWith(part)) ||
  [...AFFIXES, ...ENDINGS].some((part) => word.endsWith(part))
