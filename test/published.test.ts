import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const manifest = JSON.parse(read('package.json'))

/** Packages of others whose code ends up in what is published. */
async function bundled(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [
      ...Object.keys(manifest.exports)
        .filter((path) => !path.includes('*') && path !== './package.json')
        .map((path) => `src/${path === '.' ? 'index' : path.slice(2)}.ts`),
      'src/cli/main.ts',
      'src/report/page/main.ts',
      'src/report/desk/main.ts',
      'src/analysis/decideText.ts',
    ],
    absWorkingDir: root,
    bundle: true,
    // What doors share is bundled once.
    splitting: true,
    metafile: true,
    write: false,
    outdir: 'out',
    platform: 'node',
    format: 'esm',
    external: ['twilio', 'vitest'],
    logLevel: 'silent',
  })
  const found = Object.keys(metafile.inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  )
  return [...new Set(found)].sort()
}

const bill = JSON.parse(read('dist/sbom.cdx.json'))

test('the bill of materials and the licences name every package that is bundled, and no other', async () => {
  const names = bill.components.map(({ name }: { name: string }) => name).sort()
  expect(names).toEqual(await bundled())
  const titles = [...read('dist/LICENSES.md').matchAll(/^# (\S+)$/gm)].map(([, name]) => name)
  expect(titles.filter((name) => names.includes(name)).sort()).toEqual(names)
})

test('the bill says of each package which version, under which licence, and what its archive hashes to', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 })
  for (const { name, version, purl, licenses, hashes } of bill.components) {
    expect(version).toBe(JSON.parse(read(`node_modules/${name}/package.json`)).version)
    expect(decodeURIComponent(purl)).toBe(`pkg:npm/${name}@${version}`)
    expect(licenses[0].license.id).toMatch(/^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause)$/)
    expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }])
  }
})

test('the owner has one word to fill in where the package lives', () => {
  const { repository, bugs, homepage } = manifest
  const places: readonly string[] = [repository.url, bugs.url, homepage]
  const owners = places.map((place) => /github\.com\/([^/]+)\/countersign/.exec(place)?.[1])
  expect(new Set(owners).size).toBe(1)
  expect(owners[0]).toBeDefined()
})
