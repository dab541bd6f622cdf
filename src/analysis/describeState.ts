import type { SolvedState } from '../space/index.js'

/**
 * Says a state in words: what would have to be ruled out. Policies' own words and numbers only;
 * nothing of an engagement.
 */
export const describeState = ({ assessment, way, topics, isWhole, core }: SolvedState): string => {
  const { trust, risks, supports } = assessment
  const proofs = supports.map(({ method, via, grade }) => `${via ?? method} ${grade}`)
  return [
    `write ${trust.write}, read ${trust.read}, record ${trust.resolution}, on ${way.name}`,
    ...(risks.length > 0 ? [`bad: ${risks.join(', ')}`] : []),
    ...(proofs.length > 0 ? [`by ${proofs.join(' and ')}`] : []),
    ...(topics.length > 0 ? [`asking for ${topics.join(', ')}`] : []),
    ...(isWhole ? [] : ['by proofs, of which not all were tried']),
    // The law that would be needed to rule it out, in the words of the state.
    ...(core.length > 0 ? [`these may come together: ${core.join(', ')}`] : []),
  ].join('; ')
}
