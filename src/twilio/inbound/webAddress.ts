// A scheme that opens something when it is clicked, whether or not it has slashes.
const SCHEME = /:\/\/|(?<![a-z0-9])(?:data|file|https?|javascript|mailto|sms|tel|whatsapp):/
const WORLD_WIDE_WEB = /(?<![a-z0-9])www\d?\./

/**
 * Ends of domains that are sold to anyone: country codes in use for links, and common generic ones.
 * A dot between initials or names is no domain.
 */
const ENDS: ReadonlySet<string> = new Set(
  (
    'ai app biz br ca ch click cn co com de dev edu es eu fr gov in info io it jp link live ly me mobi net nl ' +
    'online org ru shop site store support to tv uk us website xyz'
  ).split(' '),
)

/** Tells whether folded text holds a web address, or anything else that would become a link. */
export const isWebAddress = (folded: string): boolean =>
  SCHEME.test(folded) || WORLD_WIDE_WEB.test(folded) || hostsOf(folded).some(isDomain)

/** Tells whether folded text spells an e-mail address out: `ada [at] example [dot] com`. */
export function isSpelledEmail(folded: string): boolean {
  const words = folded.split(/[^a-z0-9]+/).filter((word) => word !== '')
  const at = words.indexOf('at', 1)
  const dot = words.indexOf('dot', at + 2)
  return at > 0 && dot > 0 && dot < words.length - 1
}

// The ideographic full stop is read as a dot in host names (RFC 3490 §3.1).
const hostsOf = (folded: string): readonly string[] =>
  folded.replaceAll(/[\u3002\uff61]/g, '.').split(/[^a-z0-9.-]+/)

/**
 * Tells whether a host has an end that is sold to anyone: `ada.com` and `ada.co.uk`, not `a.b.` nor
 * `ada.lovelace`.
 */
function isDomain(host: string): boolean {
  const labels = host.split('.').filter((label) => label !== '')
  return labels.length > 1 && ENDS.has(labels.at(-1) ?? '')
}
