/**
 * Reads a body as UTF-8 text, at most so many bytes; `null` where there is more, where it is no
 * UTF-8, or where it breaks off. Counted as it arrives, so that a long body costs no more than the
 * bound.
 */
export async function readBodyText(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<string | null> {
  if (body === null) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  try {
    for await (const chunk of body) {
      size += chunk.byteLength
      if (size > limit) return null
      text += decoder.decode(chunk, { stream: true })
    }
    return text + decoder.decode()
  } catch {
    return null
  }
}
