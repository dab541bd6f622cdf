import type { Span } from '../../src/redaction/index.js'

/** Tells whether every letter and digit of a part of a text lies in something that was found; marks between may be shown. */
export const isHidden = (
  text: string,
  { start, end }: Pick<Span, 'start' | 'end'>,
  spans: readonly Span[],
): boolean =>
  Array.from({ length: end - start }, (_, i) => start + i).every(
    (at) =>
      !/[\p{L}\p{N}]/u.test(text.charAt(at)) ||
      spans.some((span) => span.start <= at && at < span.end),
  )
