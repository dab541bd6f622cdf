/**
 * The parts of the browser that the desk uses, and no more: so it runs in a test without a browser,
 * and anybody can read from here what it can do to a page.
 */
export interface DeskWindow {
  readonly document: DeskPage
  readonly location: { readonly hash: string; readonly href: string }
  readonly navigator: { readonly clipboard?: { writeText(text: string): Promise<void> } }
  readonly history: { replaceState(data: null, unused: string, url: string): void }
  addEventListener(type: 'hashchange', listener: () => void): void
}

/** The page the desk stands on. */
export interface DeskPage {
  getElementById(id: string): DeskElement | null
  querySelectorAll(selector: string): Iterable<DeskElement>
}

/** An element of the desk: a field, or a place for what is rendered. */
export interface DeskElement {
  readonly id: string
  readonly textContent: string | null
  value: string
  checked: boolean
  hidden: boolean
  innerHTML: string
  setAttribute(name: string, value: string): void
  scrollIntoView(): void
  select(): void
  focus(): void
  addEventListener(type: string, listener: (event: { readonly target: DeskElement }) => void): void
}
