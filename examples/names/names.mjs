// Names of people, which no pattern tells from other words, by a library that reads English: a finder as `scan`,
// `redactText` and the message redactor take them. Countersign itself needs no such library.
import nlp from 'compromise'

/** Gives the names in a text. What follows a name, such as a comma or `'s`, is no part of it. */
export function findNames(text) {
  const names = []
  for (const { offset } of nlp(text).people().json({ offset: true })) {
    const said = text.slice(offset.start, offset.start + offset.length)
    const end = offset.start + said.replace(/(?:['’]s)?[^\p{L}\p{N}]*$/u, '').length
    // The library parts `Emma Wilson's` into two.
    const last = names.at(-1)
    if (last !== undefined && text.slice(last.end, offset.start) === ' ') last.end = end
    else if (end > offset.start) names.push({ start: offset.start, end, type: 'person' })
  }
  return names
}
