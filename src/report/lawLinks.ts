import { type Html, html, word } from './html.js'

/**
 * Where the texts that packs cite are published, by the body that makes them, or for the
 * United States' regulations by their eCFR: what a citation of each looks like, and the
 * address that it makes. `16 CFR 314.4` ->
 * `https://www.ecfr.gov/current/title-16/section-314.4`.
 */
const PUBLISHED: readonly (readonly [
  cites: RegExp,
  address: (found: RegExpMatchArray) => string,
])[] = [
  [
    /^(\d+) CFR (\d+)\.(\d+)/,
    ([, title, part, section]) =>
      `https://www.ecfr.gov/current/title-${title}/section-${part}.${section}`,
  ],
  [
    /^(\d+) USC (\d+)/,
    ([, title, section]) =>
      `https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title${title}-section${section}`,
  ],
  [/^GDPR|^General Data Protection/, () => 'https://eur-lex.europa.eu/eli/reg/2016/679/oj'],
  [/^PSD2/, () => 'https://eur-lex.europa.eu/eli/dir/2015/2366/oj'],
  [
    /^Regulation \(EU\) (\d{4})\/(\d+)/,
    ([, year, number]) => `https://eur-lex.europa.eu/eli/reg_del/${year}/${number}/oj`,
  ],
  [/^PCI DSS/, () => 'https://www.pcisecuritystandards.org/document_library/'],
  [/^FFIEC/, () => 'https://www.ffiec.gov/'],
  [/^11 CCR/, () => 'https://cppa.ca.gov/regulations/'],
]

/**
 * Finds where a citation can be read; `null` for what is nobody's law, such as a policy's own note.
 * The text as it stands today, which may be newer than the one that a pack was written by.
 */
export function lawAddressOf(source: string): string | null {
  for (const [cites, address] of PUBLISHED) {
    const found = source.match(cites)
    if (found !== null) return address(found)
  }
  return null
}

/**
 * Shows a citation, as a link where its text is published. Nothing is loaded until somebody follows
 * it, and the site that it leads to is not told from where.
 */
export function renderSource(source: string): Html {
  const address = lawAddressOf(source)
  return html`<cite>${
    address === null
      ? word(source)
      : html`<a href="${address}" rel="noreferrer noopener" target="_blank">${word(source)}</a>`
  }</cite>`
}
