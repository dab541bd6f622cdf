/** Tells whether text has the form of a SID: its two letters and 32 hexadecimal digits (https://www.twilio.com/docs/glossary/what-is-a-sid). */
export const isSid = (text: unknown, prefix: string): text is string =>
  typeof text === 'string' && text.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text)
