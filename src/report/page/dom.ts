/**
 * The parts of the browser's document that the page uses, and no more: the whole of it would give every other room
 * the browser's names as well.
 */
export interface PageNode {
  // Copies it, with all that it holds where `deep`.
  cloneNode(deep: boolean): PageNode
}

/**
 * An element of the page. Members that only some elements have are optional, and read with care.
 */
export interface PageElement extends PageNode {
  readonly childNodes: Iterable<PageNode>
  readonly hash?: string
  readonly style: { left: string; top: string }
  readonly offsetWidth: number
  readonly offsetHeight: number
  readonly clientWidth: number
  readonly clientHeight: number
  readonly scrollLeft: number
  readonly scrollTop: number
  hidden: boolean
  getBoundingClientRect(): {
    readonly left: number
    readonly top: number
    readonly bottom: number
  }
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  replaceChildren(...nodes: readonly PageNode[]): void
  contains(node: PageNode | null): boolean
  closest?(selector: string): PageElement | null
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  addEventListener?(type: string, listener: () => void): void
  focus(): void
  /** Of fields alone. */
  readonly value?: string
  readonly checked?: boolean
  textContent: string | null
}

/** Something that happened on the page: a key, or what the pointer or the focus came to. */
export interface PageEvent {
  readonly target: PageElement | null
  readonly key?: string
  readonly altKey?: boolean
  readonly ctrlKey?: boolean
  readonly metaKey?: boolean
  preventDefault?(): void
}

/** The page. */
export interface PageDocument {
  readonly documentElement: PageElement
  readonly activeElement: PageElement | null
  getElementById(id: string): PageElement | null
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  addEventListener(type: string, listener: (event: PageEvent) => void): void
}
