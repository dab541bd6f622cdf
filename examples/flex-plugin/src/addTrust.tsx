import type * as Flex from '@twilio/flex-ui'
// biome-ignore lint/style/useImportType: JSX becomes React.createElement
import * as React from 'react'
import { TrustBadge } from './TrustBadge'
import { TrustPanel } from './TrustPanel'

/** Shows the badge in the header of every task, and the panel above what else Flex says of it. */
export function addTrust(flex: typeof Flex): void {
  const Badge: React.ComponentType = flex.withTaskContext(TrustBadge)
  const Panel: React.ComponentType = flex.withTaskContext(TrustPanel)
  flex.TaskCanvasHeader.Content.add(<Badge key="countersign-badge" />, { sortOrder: 1 })
  flex.TaskInfoPanel.Content.add(<Panel key="countersign-panel" />, { sortOrder: -1 })
}
