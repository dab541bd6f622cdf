import type { ITask } from '@twilio/flex-ui'
import { toAgentPanel } from 'countersign/panel'
// biome-ignore lint/style/useImportType: JSX becomes React.createElement
import * as React from 'react'
import { useNow } from './useNow'

/** One line in the header of the task: how far the person can be trusted. */
export function TrustBadge({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const now = useNow()
  if (task === undefined) return null
  const { badge } = toAgentPanel(task.attributes, now)
  return (
    <span role="status" className={`countersign-badge countersign-${badge.tone}`}>
      {badge.text}
    </span>
  )
}
