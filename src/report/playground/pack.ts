import { LARGEST_POLICY } from '../../model/index.js'

/** Begins the fragment of a link, so that other fragments are not taken for a policy. */
const PREFIX = '#policy='

/**
 * Unpacks text that was packed by raw DEFLATE in base64, with letters of links or without. Fails
 * with a `RangeError` as soon as more than `largest` bytes come out, and with what the browser
 * throws where the text is not packed so.
 */
export async function unpack(packed: string, largest = Number.POSITIVE_INFINITY): Promise<string> {
  const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length
    // A short link may unpack to more than memory holds.
    if (size > largest) throw new RangeError('too large')
    text += decoder.decode(read.value, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * Writes a policy's text as the fragment of a link, which no browser sends anywhere. The text
 * itself is in the link, so whoever has the link has the text.
 */
export async function printShared(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `${PREFIX}${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** Reads a policy's text from the fragment of a link: `null` where it holds none, or none that can be read. */
export async function readShared(fragment: string): Promise<string | null> {
  if (!fragment.startsWith(PREFIX)) return null
  try {
    return await unpack(fragment.slice(PREFIX.length), LARGEST_POLICY)
  } catch {
    return null
  }
}
