// The door of the report: two pages and a review, each made as text by pure functions. Whoever
// calls them brings scripts and hashes, so that nothing here reads a file or knows a platform.
export { renderPlayground } from './playground/renderPlayground.js'
export type { DeskWorkflow } from './renderDesk.js'
export { renderReport } from './renderReport.js'
export * from './review/review.js'
export * from './review/reviewStanding.js'
