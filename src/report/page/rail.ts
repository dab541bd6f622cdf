import type { PageDocument, PageElement } from './dom.js'

/** The part of the browser that says which headings are in view. */
export interface HeadingWatcher {
  IntersectionObserver: new (
    seen: (
      entries: readonly { readonly isIntersecting: boolean; readonly target: PageElement }[],
    ) => void,
    options: { readonly rootMargin: string },
  ) => { observe(element: PageElement): void }
}

/**
 * Marks, among the links to the sections, the section that is being read, for eyes and for screen
 * readers (`aria-current`). It only marks; without it the links lead to the same places.
 */
export function followReading(
  page: PageDocument,
  { IntersectionObserver: Observer }: HeadingWatcher,
): void {
  const links = [...page.querySelectorAll('nav.rail a')]
  let marked: PageElement | null = null
  const mark = (id: string): void => {
    marked?.removeAttribute('aria-current')
    marked = links.find((link) => link.hash === `#${id}`) ?? marked
    marked?.setAttribute('aria-current', 'location')
  }
  // A section is read while it crosses a line in the upper part of the window.
  const observer = new Observer(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) mark(target.getAttribute('aria-labelledby') ?? '')
      }
    },
    { rootMargin: '-25% 0px -74% 0px' },
  )
  for (const section of page.querySelectorAll('main>section')) observer.observe(section)
}
