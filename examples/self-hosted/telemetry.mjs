import { SpanStatusCode, trace } from '@opentelemetry/api'
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'

/** Writes one line of JSON to standard output, for whatever gathers logs here. */
export const log = (event, fields = {}) => {
  const traceId = trace.getActiveSpan()?.spanContext().traceId
  const line = { time: new Date().toISOString(), event, ...(traceId && { traceId }), ...fields }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

// Spans go where the logs go. For a collector put `OTLPTraceExporter` in a `BatchSpanProcessor` here.
const toLog = {
  export: (spans, done) => {
    for (const { name, attributes, status } of spans) log('span', { name, attributes, status })
    done({ code: 0 })
  },
  shutdown: () => Promise.resolve(),
}

/** Starts tracing, by OpenTelemetry's own interface, and gives what ends it. */
export function startTracing() {
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(toLog)] })
  provider.register()
  return () => provider.shutdown()
}

/** Puts a span around a webhook. It carries the route and the status: nothing of the call, and nothing of the answer. */
export const traced = (name, handler) => (request) =>
  trace.getTracer('countersign').startActiveSpan(name, async (span) => {
    const began = performance.now()
    // What a handler that fails is answered with, by Express.
    let status = 500
    try {
      const response = await handler(request)
      status = response.status
      return response
    } finally {
      span.setAttribute('http.route', name)
      span.setAttribute('http.response.status_code', status)
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      const milliseconds = Math.round(performance.now() - began)
      log('answered', { route: name, status, milliseconds })
    }
  })
