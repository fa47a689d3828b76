import type { CommetOperation, Emulator, RecordedRequest } from '@invoice-adapters/emulator'

/** A request as flat facts (`method`, `query.limit`, `header.accept`, `body.metadata.team`), so that two can be compared. */
export type Facts = Record<string, unknown>

export interface Difference {
  at: string
  /** Null: not there. This and the next. */
  client: unknown
  adapter: unknown
  why: string
}

/** Compared by value; of every other header only whether it is sent, because its value changes with each run. */
const steadyHeaders = ['x-api-key', 'commet-version', 'content-type', 'accept']

export function factsOf(request: RecordedRequest): Facts {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    `header.${name}`,
    steadyHeaders.includes(name) ? value : 'sent',
  ])
  const query = [...new URLSearchParams(request.query)].map(([name, value]) => [`query.${name}`, value])
  const body = request.body === '' ? {} : flatten('body', JSON.parse(request.body))
  return {
    method: request.method,
    path: request.path,
    ...Object.fromEntries([...headers, ...query]),
    ...body,
  }
}

function flatten(name: string, value: unknown): Facts {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (inner.length === 0) return { [name]: value }
  return Object.assign({}, ...inner.map(([key, one]) => flatten(`${name}.${key}`, one)))
}

/** What an adapter's call sent: the request that has its like at the client, and those that it needs besides. */
export function adapterFacts({ requests }: Emulator, operation: CommetOperation): Facts {
  const alike = requests.filter((request) => request.operation === operation)
  const [request] = alike
  if (request === undefined || alike.length > 1)
    throw new Error(`${alike.length} requests of ${operation}, not one`)
  const besides = requests.filter((one) => one !== request).map(line)
  return { ...factsOf(request), ...(besides.length === 0 ? {} : { besides }) }
}

export function line({ method, path, query }: RecordedRequest): string {
  return `${method} ${path.replace('/api/v1', '')}${query === '' ? '' : `?${query}`}`
}

export function differencesOf(client: Facts, adapter: Facts): Omit<Difference, 'why'>[] {
  return [...new Set([...Object.keys(client), ...Object.keys(adapter)])]
    .sort()
    .map((at) => ({ at, client: client[at] ?? null, adapter: adapter[at] ?? null }))
    .filter((one) => JSON.stringify(one.client) !== JSON.stringify(one.adapter))
}
