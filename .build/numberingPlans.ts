import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

// Where a plan keeps how its numbers are written for people (libphonenumber-js, METADATA.md). We write E.164 alone.
const FORMATS = 4

const isTable = (value: unknown): value is Readonly<Record<string, readonly unknown[]>> =>
  typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray)

/** Leaves out of a table of numbering plans what reading and judging a number never ask: how people format it. */
export function cutFormats(plans: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(plans).map(([part, value]) => [
      part,
      (part === 'countries' || part === 'nonGeographic') && isTable(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, plan]) => [
              key,
              plan.map((one, at) => (at === FORMATS ? 0 : one)),
            ]),
          )
        : value,
    ]),
  )
}

/** Puts numbering plans into a bundle as text that is parsed when first asked for: loading them would cost most. */
export const lazyPlans: Plugin = {
  name: 'lazy-plans',
  setup(build) {
    build.onLoad(
      { filter: /libphonenumber-js\/metadata\.(?:min|max)\.json\.js$/ },
      async ({ path }) => {
        const plans = cutFormats(JSON.parse(await readFile(path.replace(/\.js$/, ''), 'utf8')))
        const text = JSON.stringify(plans)
        if (/`|\$\{/.test(text)) throw new TypeError('the plans cannot stand in a raw template')
        const parts = Object.keys(plans).map((part) => `get ${part}() { return read().${part} }`)
        const literal = `String.raw\`${text}\``
        return {
          contents: `let plans; const read = () => (plans ??= JSON.parse(${literal})); export default { ${parts.join(', ')} }`,
        }
      },
    )
  },
}
