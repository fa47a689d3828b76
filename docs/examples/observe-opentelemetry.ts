import type { AdapterEvent } from '@invoice-adapters/core'
import { type Attributes, type Meter, SpanKind, type Tracer } from '@opentelemetry/api'

/** One span per request to a vendor, and a counter of everything else that goes on. Give it as `observe`. */
export function observeWith(tracer: Tracer, meter: Meter): (event: AdapterEvent) => void {
  const happened = meter.createCounter('invoice_adapters.events')
  return ({ type, provider, account, operation, ...event }) => {
    const attributes: Attributes = { 'invoice.provider': provider, 'invoice.account': account, operation }
    if (!('httpStatus' in event)) {
      happened.add(1, { ...attributes, type })
      return
    }
    const { method, route, httpStatus, durationMs, attempt } = event
    const endTime = Date.now()
    tracer
      .startSpan(`${method} ${route}`, {
        kind: SpanKind.CLIENT,
        startTime: endTime - durationMs,
        attributes: { ...attributes, 'http.response.status_code': httpStatus, attempt },
      })
      .end(endTime)
  }
}
