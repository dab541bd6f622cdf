/** Lists of whole numbers, all of one length. */
export type Vector = readonly number[]

/** Numbers vectors from 0 as they are come across, so that they are compared and remembered by one number each. */
export interface Numbering {
  idOf(vector: Vector): number
  vectorOf(id: number): Vector
}

/** Starts to number vectors; the first gets 0. */
export function numbering(first: Vector): Numbering {
  const vectors: Vector[] = [first]
  const byHash = new Map<number, number[]>([[hashOf(first), [0]]])
  return {
    vectorOf: (id) => vectors[id] ?? first,
    idOf(vector) {
      const hash = hashOf(vector)
      const known = byHash.get(hash)
      const found = known?.find((id) => areEqual(vectors[id] ?? first, vector))
      if (found !== undefined) return found
      const id = vectors.length
      vectors.push(vector)
      if (known === undefined) byHash.set(hash, [id])
      else known.push(id)
      return id
    },
  }
}

function hashOf(vector: Vector): number {
  let hash = 0
  for (const word of vector) hash = (Math.imul(hash, 31) + word) | 0
  return hash
}

function areEqual(one: Vector, other: Vector): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
