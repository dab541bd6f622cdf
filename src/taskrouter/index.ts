export { WORKER_KEYS } from './agentRequirements.js'
export { checkWorkflow } from './checkWorkflow.js'
export { compareWorkflows } from './compareWorkflows.js'
export { FILTER_PREFIX, listQueues, toQueueExpressions, toWorkflow } from './compileWorkflow.js'
export { drawSimulation } from './drawSimulation.js'
export { evaluateExpression, type ReadingMode } from './evaluateExpression.js'
export {
  type Constant,
  type Expression,
  type ExpressionPlace,
  type KeyOperand,
  OPERATORS,
  type Operand,
} from './expression.js'
export { lintExpression } from './lintExpression.js'
export { type MergeChange, mergeWorkflow } from './mergeWorkflow.js'
export { parseExpression } from './parseExpression.js'
export { printExpression } from './printExpression.js'
export { readWorkers, type Workforce } from './readWorkers.js'
export { LARGEST_WORKFLOW, readWorkflow } from './readWorkflow.js'
export { findPlaceholders, readSids, type Sids } from './sids.js'
export { simulate } from './simulate.js'
export type { Simulation, SimulationStep, TaskWorld } from './simulation.js'
export type { Filter, Workflow, WorkflowTarget } from './workflow.js'
