import type { CompiledPolicy } from '../decide/index.js'

/**
 * Writes the styles of a print: every channel and every fold is open, no row is cut in two, and each page says at its foot
 * of which policy it is. Words of the policy stand in it as letters and digits alone, so that none can end the style.
 */
export function printStyle({ name, version, digest }: CompiledPolicy): string {
  const foot = [name, `version ${version}`, digest].map((text) => text.replaceAll(UNSAFE, ' '))
  return `@page{margin:15mm 12mm 18mm;@bottom-left{content:"${foot.join(', ')}";font:7pt system-ui,sans-serif;white-space:nowrap}@bottom-right{content:counter(page) " of " counter(pages);font:7pt system-ui,sans-serif}}
@media print{details::details-content{content-visibility:visible;display:block;block-size:auto}tr,li,article,.strip,.sign div{break-inside:avoid}h2,h3,h4,caption{break-after:avoid}pre{white-space:pre-wrap}.print-alone{display:none}body:has(#print-training:checked) :is(.rail,header>:not(h1,.facts),main>:not(.training)){display:none}body:has(#print-training:checked) .training{break-before:avoid}}`
}

/**
 * Everything but letters, digits and the marks that names and digests have. A quote or a
 * bracket in a policy's name could otherwise end the style.
 */
const UNSAFE = /[^\p{L}\p{N} ._:-]/gu
