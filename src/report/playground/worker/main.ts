import { answerRequests, type WorkerScope } from './answerRequests.js'

declare const self: WorkerScope

answerRequests(self)
