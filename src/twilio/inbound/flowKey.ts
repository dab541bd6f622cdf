// A flow's SID is one value for all its executions, and so for everybody who writes to it.
const FLOW_SID = /^FW[0-9a-f]+$/i

/**
 * Tells whether a conversation's key is a flow's SID, which strangers share: no proof may be kept
 * under it.
 */
export const isFlowSid = (key: string): boolean => FLOW_SID.test(key.trim())
