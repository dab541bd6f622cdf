const REPLACEMENT = 0xfffd

/**
 * Writes text in UTF-8, a half of a pair on its own as U+FFFD (WHATWG Encoding). Some engines have
 * JavaScript and no encoder. For short texts such as keys and values: the bytes are gathered in a
 * list.
 */
export function toUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? REPLACEMENT
    const code = point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point
    const last = 0x80 | (code & 0x3f)
    const third = 0x80 | ((code >> 6) & 0x3f)
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), last)
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), third, last)
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), third, last)
  }
  return Uint8Array.from(bytes)
}
