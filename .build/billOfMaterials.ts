import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
}

const read = async (file: string): Promise<string> => readFile(file, 'utf8')

// As the package URL specification writes a scope.
const urlOf = ({ name, version }: Manifest): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`

/**
 * Lists what is built into the bundles, in CycloneDX: who takes the package has no other place to see it, for nothing of
 * it is installed. The same sources give the same text: it holds neither a time nor a number of its own.
 */
export async function billOfMaterials(bundled: readonly string[]): Promise<string> {
  const own: Manifest = JSON.parse(await read('package.json'))
  const lock: Lock = JSON.parse(await read('package-lock.json'))
  const components = await Promise.all(
    bundled.map(async (name) => {
      const folder = join('node_modules', name)
      const manifest: Manifest = JSON.parse(await read(join(folder, 'package.json')))
      const [algorithm = '', digest = ''] = (lock.packages[folder]?.integrity ?? '').split('-')
      return {
        ...componentOf(manifest),
        hashes: [
          {
            alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
            content: Buffer.from(digest, 'base64').toString('hex'),
          },
        ],
      }
    }),
  )
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: componentOf(own) },
    components,
    dependencies: [{ ref: urlOf(own), dependsOn: components.map((one) => one['bom-ref']) }],
  }
  return `${JSON.stringify(bill, null, 2)}\n`
}

const componentOf = (manifest: Manifest) => ({
  type: 'library',
  'bom-ref': urlOf(manifest),
  name: manifest.name,
  version: manifest.version,
  purl: urlOf(manifest),
  licenses: [{ license: { id: manifest.license } }],
})
