import { unpack } from '../pack.js'
import type { PageThread, PlaygroundWindow } from '../playgroundDom.js'
import { runPlayground } from '../runPlayground.js'

declare const window: PlaygroundWindow
declare const Worker: new (address: string) => PageThread

// What reads documents looks whether code may be made from text, which this page forbids: it is told not to look.
const QUIET = 'globalThis.__zod_globalConfig={jitless:true};'

const textIn = (id: string): string =>
  window.document.getElementById(`play-${id}`)?.textContent ?? ''

// Scripts stand packed in the page, because they hold the library twice: once for the worker, once
// for the desk.
async function main(): Promise<void> {
  const [worker, script, desk] = await Promise.all(
    ['worker', 'page', 'desk'].map((name) => unpack(textIn(`${name}-code`))),
  )
  const address = URL.createObjectURL(new Blob([QUIET, worker ?? ''], { type: 'text/javascript' }))
  const given = new Map<string, string>()
  runPlayground(window, {
    startWorker: () => new Worker(address),
    scripts: { script: script ?? '', desk: desk ?? '', packedDesk: textIn('desk-code') },
    // One address of each type is kept: the page before is let go when the next is there.
    addressOf(text, type) {
      URL.revokeObjectURL(given.get(type) ?? '')
      const made = URL.createObjectURL(new Blob([text], { type }))
      given.set(type, made)
      return made
    },
    examples: JSON.parse(textIn('sources')),
  })
}

void main()
