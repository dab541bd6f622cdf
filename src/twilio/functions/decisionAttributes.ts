import type { DecisionRecord } from '../../decide/index.js'

/** What a span may carry, in OpenTelemetry's own form: text, numbers, and lists of text. */
export type SpanAttributes = Readonly<Record<string, string | number | string[]>>

/**
 * Gives the attributes of a span for a decision: `span.setAttributes(decisionAttributes(record))`,
 * with any tracer.
 *
 * They hold the name and digest of the policy, ranks and codes: nothing that anybody wrote, and
 * nothing that names a person. The keys begin with `countersign.`, as OpenTelemetry names the
 * attributes of a library.
 */
export const decisionAttributes = ({
  policy,
  channel,
  trust,
  route,
  disclosure,
  risks,
  reasons,
}: DecisionRecord): SpanAttributes => ({
  'countersign.policy.name': policy.name,
  'countersign.policy.version': policy.version,
  'countersign.policy.digest': policy.digest,
  'countersign.channel': channel,
  'countersign.trust.write': trust.write,
  'countersign.trust.read': trust.read,
  'countersign.trust.resolution': trust.resolution,
  'countersign.route': route,
  'countersign.disclosed': Object.keys(disclosure).filter((name) => disclosure[name] !== 'none'),
  'countersign.risks': [...risks],
  'countersign.reasons': reasons.map(({ code }) => code),
})
