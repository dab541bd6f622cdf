import { gradeKnowledge, gradeLogin } from '../trust/index.js'
import type { CompiledPolicy } from './compiled.js'
import { byLogin, type StepUpMethod, stepUpMethod, stepUpMethodOf } from './stepUpMethods.js'

/**
 * Gives the methods that a policy offers, preferred first: those of the table, its own logins, and its own checks of what
 * somebody knows. Its own are worth what the evidence that comes of them is: a login as its issuer's words are graded, a
 * check as it is declared.
 */
export const stepUpMethodsOf = (policy: StepUpSettings): readonly StepUpMethod[] =>
  policy.stepUp.flatMap((word) => stepUpMethodOf(word) ?? ownMethodOf(policy, word) ?? [])

type StepUpSettings = Pick<CompiledPolicy, 'stepUp' | 'methods' | 'knowledge' | 'issuers'>

function ownMethodOf(
  { methods = [], knowledge = [], issuers }: StepUpSettings,
  word: string,
): StepUpMethod | undefined {
  const login = methods.find(({ name }) => name === word)
  const issuer = issuers.find((one) => one.issuer === login?.issuer)
  if (login !== undefined && issuer !== undefined)
    return byLogin(word, 'session', {
      ...gradeLogin(login.acr, login.amr ?? [], issuer),
      own: true,
    })
  const check = knowledge.find(({ name }) => name === word)
  return check === undefined
    ? undefined
    : stepUpMethod(word, 'knowledge_check', {
        ...gradeKnowledge(check),
        cause: 'knowledge',
        own: true,
      })
}
