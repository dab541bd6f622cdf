import type { DeskElement, DeskWindow } from '../desk/deskDom.js'

/**
 * The parts of the browser that the playground uses, and no more. A test runs it with an object of
 * this form, and whoever reads it sees all that the page can do.
 */
export interface PlaygroundWindow extends Omit<DeskWindow, 'document' | 'navigator'> {
  readonly document: PlayPage
  setTimeout(run: () => void, milliseconds: number): number
  clearTimeout(timer: number): void
}

/** The page of the playground. */
export interface PlayPage {
  getElementById(id: string): PlayElement | null
}

/**
 * A field, a button, or a place for what is rendered: what any of them has, as the page knows which
 * is which.
 */
export interface PlayElement
  extends Omit<DeskElement, 'checked' | 'scrollIntoView' | 'addEventListener'> {
  readonly dataset: Record<string, string | undefined>
  readonly files?: Iterable<PlayFile> | null
  disabled: boolean
  inert: boolean
  src: string
  href: string
  scrollTop: number
  scrollLeft: number
  removeAttribute(name: string): void
  setSelectionRange(start: number, end: number): void
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
