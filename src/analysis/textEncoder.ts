/**
 * Provides `TextEncoder` where JavaScript runs alone: it belongs to the platform (WHATWG Encoding §8.1.4), not to the
 * language, and digests are taken of UTF-8. Leaves one that is there alone.
 */
export function provideTextEncoder(): void {
  if ('TextEncoder' in globalThis) return
  Object.defineProperty(globalThis, 'TextEncoder', {
    value: function Encoder() {
      return { encode: encodeUtf8 }
    },
  })
}

// Half of a surrogate pair stands for no character, and becomes the replacement character.
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const ESCAPED = /%([0-9A-F]{2})|[^%]/g

/** Encodes text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.replace(LONE, '\ufffd'))
  const bytes: number[] = []
  for (const [one, hex] of escaped.matchAll(ESCAPED)) {
    bytes.push(hex === undefined ? one.charCodeAt(0) : Number.parseInt(hex, 16))
  }
  return Uint8Array.from(bytes)
}
