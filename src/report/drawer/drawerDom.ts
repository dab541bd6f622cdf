/** The parts of the browser that the drawer uses, and no more. */
export interface DrawerPage {
  getElementById(id: string): DrawerElement | null
  addEventListener(type: 'click', listener: (event: DrawerClick) => void): void
}

/** A click, of the mouse or of the Enter key, on something of the page. */
export interface DrawerClick {
  readonly target: DrawerElement
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  preventDefault(): void
}

/**
 * An element: a cell of the matrix, the dialog, or something in it. `cellIndex` is that of a cell
 * in its row, and says which level it is of.
 */
export interface DrawerElement {
  readonly id: string
  readonly value: string
  readonly textContent: string | null
  readonly cellIndex: number
  readonly open: boolean
  innerHTML: string
  // The element itself or the nearest above it that a selector fits.
  closest(selector: string): DrawerElement | null
  querySelectorAll(selector: string): Iterable<DrawerElement>
  getAttribute(name: string): string | null
  focus(): void
  // Opens a dialog over the page, with the focus in it.
  showModal(): void
  close(): void
  addEventListener(type: string, listener: (event: DrawerClick) => void): void
}
