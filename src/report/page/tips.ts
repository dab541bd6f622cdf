import type { PageDocument, PageElement, PageEvent } from './dom.js'

/**
 * Shows the rule behind a cell beside it, while it is pointed at or has the keyboard's focus. It
 * can be pointed at itself, and Escape puts it away (WCAG 2.2, 1.4.13).
 *
 * It is a copy of the card at the end of the page, so a print and a page without a script hold the
 * same.
 */
export function showTips(page: PageDocument): void {
  const tip = page.getElementById('tip')
  if (tip === null) return
  let shownFor: PageElement | null = null
  const hide = (): void => {
    tip.hidden = true
    shownFor?.removeAttribute('aria-describedby')
    shownFor = null
  }
  const show = (link: PageElement): void => {
    const card = page.getElementById(link.hash?.slice(1) ?? '')
    if (card === null || shownFor === link) return
    hide()
    const next = link.getAttribute('class') === null ? null : page.getElementById('tip-next')
    const nodes = [...(next?.childNodes ?? []), ...card.childNodes]
    tip.replaceChildren(...nodes.map((node) => node.cloneNode(true)))
    tip.hidden = false
    shownFor = link
    link.setAttribute('aria-describedby', 'tip')
    placeTip(tip, link, page)
  }
  const onMove = (event: PageEvent): void => {
    const link = event.target?.closest?.('.given a') ?? null
    if (link !== null) show(link)
    else if (!tip.contains(event.target) && shownFor !== page.activeElement) hide()
  }
  page.addEventListener('mouseover', onMove)
  page.addEventListener('focusin', onMove)
  page.addEventListener('focusout', hide)
  page.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide()
  })
}

/**
 * Puts the tip below the cell, or above it where there is no room, and never past the right
 * edge.
 */
function placeTip(
  tip: PageElement,
  link: PageElement,
  { documentElement: view }: PageDocument,
): void {
  const { left, top, bottom } = link.getBoundingClientRect()
  const below = bottom + 4
  const isAbove = below + tip.offsetHeight > view.clientHeight && top > tip.offsetHeight + 4
  const rightmost = view.clientWidth - tip.offsetWidth - 8
  tip.style.left = `${Math.max(8, Math.min(left, rightmost)) + view.scrollLeft}px`
  tip.style.top = `${(isAbove ? top - tip.offsetHeight - 4 : below) + view.scrollTop}px`
}
