import type { PlannedRequest } from '../contract/adapter.ts'
import type { HttpRequest } from './transport.ts'
import { requestUrl } from './url.ts'

/** A request that a dry run tells of, as it would be handed to the transport. */
export type RequestPlan = Pick<
  HttpRequest,
  'method' | 'route' | 'parameters' | 'query' | 'body' | 'headers'
> & {
  /** What must be known first and is written as a placeholder. */
  unresolved?: string[]
}

/** The request as it would leave. `headers` are those of every request, the secret ones masked already. */
export function toPlanned(
  baseUrl: string,
  headers: Record<string, string>,
  request: RequestPlan,
): PlannedRequest {
  const { method, body = null, unresolved = [] } = request
  return {
    method,
    url: requestUrl(baseUrl, request) ?? '',
    headers: {
      ...headers,
      accept: 'application/json',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    body,
    unresolved,
  }
}
