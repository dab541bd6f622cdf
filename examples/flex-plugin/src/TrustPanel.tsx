import type { ITask } from '@twilio/flex-ui'
import { toAgentPanel } from 'countersign/panel'
// biome-ignore lint/style/useImportType: JSX becomes React.createElement
import * as React from 'react'
import { useNow } from './useNow'

interface SectionProps {
  readonly title: string
  readonly lines: readonly { readonly code: string; readonly text: string }[]
}

// Text only ever as a child, so that React writes it as text.
function Section({ title, lines }: SectionProps): React.ReactElement | null {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

/** What may be said, what is missing, what to ask next, and why. */
export function TrustPanel({ task }: { readonly task?: ITask }): React.ReactElement | null {
  const now = useNow()
  if (task === undefined) return null
  const panel = toAgentPanel(task.attributes, now)
  return (
    <aside className="countersign-panel">
      <h2>{panel.badge.text}</h2>
      {panel.record !== null && <p>{`Record ${panel.record}`}</p>}
      <Section title="May be said or done" lines={panel.mayBeSaid} />
      <Section title="Not now" lines={panel.missing} />
      <Section title="Ask next" lines={panel.askNext} />
      <Section title="Why" lines={panel.why} />
      <Section title="They say of themselves (not proved)" lines={panel.says} />
      <Section title="This conversation may not open" lines={panel.problems} />
    </aside>
  )
}
