// What redactors of messages do, loaded with the first call.
export { redactPublished } from './publishedWork.js'
export { answerRedactorCall, withholdRedactorCall } from './redactorWork.js'
