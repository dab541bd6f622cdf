import { answerRequests, type WorkerScope } from './answerRequests.js'

// The script of the worker: compiling, proving and rendering happen here, so that the page goes on
// taking keys.
declare const self: WorkerScope

answerRequests(self)
