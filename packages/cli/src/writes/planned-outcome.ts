import type { PlannedRequest } from '@invoice-adapters/core'
import type { Outcome } from '../command.ts'
import { type Page, prose } from '../output/page.ts'

export interface Planned {
  requests: readonly PlannedRequest[]
  /** Reads that were really made. */
  reads: readonly string[]
  /** What this dry run shows, and what it cannot. */
  note: string
}

/** Nothing of it has left. */
export function plannedOutcome(planned: Planned): Outcome {
  return {
    data: { dryRun: true, ...planned },
    rows: planned.requests,
    text: (page) =>
      [
        ...planned.requests.map((request) => requestText(page, request)),
        page.paint('dim', prose(page, planned.note)),
      ].join('\n\n'),
  }
}

function requestText(page: Page, { method, url, headers, body, unresolved }: PlannedRequest): string {
  return [
    page.paint('bold', `${method} ${url}`),
    ...Object.entries(headers).map(([name, text]) => `${name}: ${text}`),
    ...(body === null ? [] : ['', body]),
    ...(unresolved.length === 0 ? [] : ['', `(to be learnt first: ${unresolved.join(', ')})`]),
  ].join('\n')
}
