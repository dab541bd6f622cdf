/** A document that another one names, as text or as the object it stands for. */
export type NamedFiles = Readonly<Record<string, string | object>>

// What a file may be called: relative, with slashes, so that a policy means the same on every
// machine.
const ELSEWHERE = /^\/|^[A-Za-z]:|\\|:\/\//

/**
 * Finds the path of a file from the name that another file gives it, both with slashes. `null` for
 * an absolute path or an address: what a policy is made of stands beside it.
 *
 * `brands/shop.yaml` names `../house.yaml` -> `house.yaml`
 * `shop.yaml`        names `../house.yaml` -> `../house.yaml`
 * any file           names `/etc/house`    -> `null`
 *
 * Only names are compared here. Whether a file may be read is for whoever hands the documents in.
 */
export function resolveName(from: string, name: string): string | null {
  if (name === '' || ELSEWHERE.test(name)) return null
  const above = from.replaceAll('\\', '/').split('/').slice(0, -1)
  const steps: string[] = []
  for (const step of [...above, ...name.split('/')]) {
    const last = steps.at(-1)
    if (step === '.' || (step === '' && steps.length > 0)) continue
    if (step === '..' && last !== undefined && last !== '..' && last !== '') steps.pop()
    else steps.push(step)
  }
  return steps.join('/')
}

/**
 * Finds a document among some by its path; the spelling of the path, such as a leading `./`, tells
 * nothing apart.
 */
export const findFile = (files: NamedFiles, path: string): string | object | undefined => {
  const name = Object.keys(files).find((key) => key === path || resolveName('', key) === path)
  return name === undefined ? undefined : files[name]
}
