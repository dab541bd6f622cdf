import { CST, Lexer } from 'yaml'

/** One thing that is wrong with how a text is spelt, and where in the text. */
export interface SpellingFault {
  /** One of the codes of `codeOf` and `markFault`. */
  readonly code: string
  /** In UTF-16 units from the start of the text. */
  readonly at: number
}

/** What the parser finds wrong: an error or a warning of `yaml`. */
interface ParserFault {
  /** Such as `BAD_INDENT`; the codes of the library's version that is bundled. */
  readonly code: string
  /** Repeats what was written, so it is only looked at and never handed on. */
  readonly message: string
  /** From and to, in UTF-16 units. */
  readonly pos: readonly [number, number]
}

/**
 * Names the first thing that is wrong with how a text is spelt, at the place where its author
 * slipped. The parser says where it could not go on, which is often lines below, and what it says
 * after that mostly comes of the first.
 */
export function spellingFault(text: string, found: readonly ParserFault[]): SpellingFault | null {
  const [first] = found
  if (first === undefined) return null
  const at = first.pos[0]
  const opened = markFault(text)
  if (opened !== null && opened.at <= at) return opened
  const begun = startFault(text, at)
  if (begun !== null) return begun
  return {
    code: codeOf(first, found),
    at: first.code === 'BLOCK_IN_FLOW' ? at : lineAt(text, first),
  }
}

// How a line may begin that looks right and is not: a space that is none to YAML, as pages and word processors put, or
// a dash that is the first letter of a text because no space follows.
const STRANGE_SPACE = /^[ \t]*[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/
const TIGHT_DASH = /^ *(?=-[^\s-])/

/** Names what is wrong with how the line of a fault begins; `null` for nothing. */
function startFault(text: string, at: number): SpellingFault | null {
  // An indentation that is wrong is found at its beginning, which is the end of the line above.
  const from = text.lastIndexOf('\n', at - 1) + 1
  const line = text.slice(from)
  if (STRANGE_SPACE.test(line)) return { code: 'strange_space', at: from }
  const dash = TIGHT_DASH.exec(line)
  return dash === null ? null : { code: 'missing_space_after_dash', at: from + dash[0].length }
}

// A key that has no colon is found where its line ends or where the next begins.
const lineAt = (text: string, { code, pos: [at] }: ParserFault): number =>
  code === 'MISSING_CHAR' && text[at - 1] === '\n' && at > 0 && at >= text.length ? at - 1 : at

/**
 * Names a fault of the parser as ours. A code that the library adds is `invalid_yaml`, which is
 * right and says little.
 */
function codeOf({ code, message }: ParserFault, found: readonly ParserFault[]): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'tab_in_indentation'
    case 'BAD_INDENT':
    case 'BAD_COLLECTION_TYPE':
      return 'bad_indentation'
    case 'BAD_SCALAR_START':
      return 'quote_needed'
    case 'BLOCK_IN_FLOW':
      return 'missing_comma'
    case 'MULTILINE_IMPLICIT_KEY':
      return 'missing_colon'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return found.some((one) => one.code === 'MULTILINE_IMPLICIT_KEY')
        ? 'bad_indentation'
        : 'second_colon'
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing')) return 'quote_not_closed'
      return message.startsWith('Implicit') ? 'missing_colon' : 'invalid_yaml'
    case 'MULTIPLE_DOCS':
      return 'several_documents'
    case 'TAG_RESOLVE_FAILED':
      return 'tag_not_allowed'
    default:
      return 'invalid_yaml'
  }
}

/** Tokens that open a bracket, each with what closes it. */
export const OPENS: Readonly<Record<string, string>> = {
  'flow-map-start': '}',
  'flow-seq-start': ']',
}

/** Tokens that close one. */
export const CLOSES = new Set(['flow-map-end', 'flow-seq-end'])

/** Tokens of quoted text. */
const QUOTED = new Set(['double-quoted-scalar', 'single-quoted-scalar'])

/**
 * Tells whether a quoted text lacks its end: it goes on in another line, or ends with another
 * character than it began with.
 */
const isOpen = (quoted: string): boolean =>
  quoted.includes('\n') || quoted.length === 1 || quoted.at(-1) !== quoted[0]

// The first bracket or quote without its other half. No text of a policy is quoted over several
// lines, so a quote that goes on is one that was forgotten, however far below the next one stands.
function markFault(text: string): SpellingFault | null {
  const open: { readonly at: number; readonly end: string }[] = []
  let at = 0
  let isText = false
  for (const token of new Lexer().lex(text)) {
    const type = isText ? 'text' : (CST.tokenType(token) ?? '')
    isText = token === CST.SCALAR
    if (token === CST.SCALAR || token === CST.DOCUMENT) continue
    const top = open.at(-1)
    if (token === CST.FLOW_END) return { code: 'bracket_not_closed', at: top?.at ?? at }
    if (QUOTED.has(type) && isOpen(token)) return { code: 'quote_not_closed', at }
    const end = OPENS[type]
    if (end !== undefined) open.push({ at, end })
    if (CLOSES.has(type)) {
      if (top === undefined) return { code: 'bracket_not_opened', at }
      if (top.end !== token) return { code: 'bracket_not_closed', at: top.at }
      open.pop()
    }
    at += token.length
  }
  const left = open.at(-1)
  return left === undefined ? null : { code: 'bracket_not_closed', at: left.at }
}
