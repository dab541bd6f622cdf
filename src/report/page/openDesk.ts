/** The parts of the browser that opening the desk uses. */
export interface DeskOpener {
  readonly document: {
    readonly body: { append(element: ScriptElement): void }
    getElementById(id: string): { readonly textContent: string | null } | null
    createElement(name: 'script'): ScriptElement
  }
}

/** A script element that was made and not yet run. */
interface ScriptElement {
  textContent: string | null
}

/**
 * Unpacks the desk and runs it. It is packed because the numbering plans of the world are most of it; the page's
 * security policy allows exactly this script, by the hash of what is unpacked.
 */
export async function openDesk({ document }: DeskOpener): Promise<void> {
  const packed = document.getElementById('desk-code')?.textContent
  if (!packed) return
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const script = document.createElement('script')
  script.textContent = await new Response(unpacked).text()
  document.body.append(script)
}
