export type { DeskWorkflow } from './renderDesk.js'
export { renderReport } from './renderReport.js'
