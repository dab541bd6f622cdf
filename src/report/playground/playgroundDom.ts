/**
 * The parts of the browser that the playground uses, and no more. A test runs it with an object of
 * this form, and whoever reads it sees all that the page can do.
 */
export interface PlaygroundWindow {
  readonly document: PlayPage
  readonly location: { readonly hash: string; readonly href: string }
  readonly history: { replaceState(data: null, unused: string, url: string): void }
  setTimeout(run: () => void, milliseconds: number): number
  clearTimeout(timer: number): void
  addEventListener(type: 'hashchange', listener: () => void): void
}

/** The page of the playground. */
export interface PlayPage {
  getElementById(id: string): PlayElement | null
}

/**
 * A field, a button, or a place for what is rendered: what any of them has, as the page knows which
 * is which.
 */
export interface PlayElement {
  readonly id: string
  readonly dataset: Record<string, string | undefined>
  readonly textContent: string | null
  readonly files?: Iterable<PlayFile> | null
  value: string
  hidden: boolean
  disabled: boolean
  inert: boolean
  innerHTML: string
  src: string
  href: string
  scrollTop: number
  scrollLeft: number
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  setSelectionRange(start: number, end: number): void
  select(): void
  focus(): void
  click(): void
  addEventListener(type: string, listener: (event: { readonly target: PlayElement }) => void): void
}

/** A file that somebody opened: its size is asked before it is read. */
interface PlayFile {
  readonly size: number
  text(): Promise<string>
}

/**
 * A thread beside the page. `terminate` is the only way to stop an answer that is being worked out.
 */
export interface PageThread {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onerror: (() => void) | null
  postMessage(message: unknown): void
  terminate(): void
}
