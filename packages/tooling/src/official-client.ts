// For tests: what a vendor's official client sends, beside what an adapter sends to say the same.
import type { ResultAsync } from 'neverthrow'
import { describe, expect, it } from 'vitest'

/** A request as a server saw it. */
export interface ArrivedRequest {
  /** The server's name for the route. */
  operation: string | null
  method: string
  path: string
  query: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** A request as flat facts (`method`, `query.limit`, `header.accept`, `body.metadata.team`), so that two can be compared. */
export type Facts = Record<string, unknown>

export interface Difference {
  at: string
  /** Null: not there. This and the next. */
  client: unknown
  adapter: unknown
  why: string
}

/** One method of the official client, and where it goes. */
export interface ClientCall<Client, Adapter> {
  /** As in the client: `invoices.list`. */
  name: string
  operation: string
  /** Written by hand, and compared with what leaves. */
  endpoint: string
  /** Both ways to say one thing, and all in which the requests differ. */
  pairs: Pair<Client, Adapter>[]
  /** Where there is no pair: why the adapter makes no such call, and the client's own request. */
  clientOnly?: { why: string; ask(client: Client): Promise<unknown>; body: unknown }
}

export interface Pair<Client, Adapter> {
  name: string
  /** Its last request counts. */
  client(client: Client): Promise<unknown>
  adapter(adapter: Adapter): ResultAsync<unknown, unknown>
  differences: readonly Difference[]
  /** Both requests are refused: only what was asked counts. */
  fails?: boolean
}

/** A server that is the same each time, and both ways to speak to it. */
export interface JudgedServer<Client, Adapter> {
  requests: readonly ArrivedRequest[]
  withClient<Answer>(use: (client: Client) => Promise<Answer>): Promise<Answer>
  adapter(): Adapter
}

export interface Judgement<Client, Adapter> {
  /** The version that the client speaks. */
  dialect: string
  routes: readonly { name: string; method: string; path: string }[]
  open(): JudgedServer<Client, Adapter>
  /** What an answer shows beyond that the client did not throw. */
  answers?(answer: unknown): void
}

/** Every path of both vendors that have a client begins so. */
const prefix = '/api/v1'

/** Compared by value; of every other header only whether it is sent, because its value changes with each run. */
const steadyHeaders = [
  'x-api-key',
  'commet-version',
  'authorization',
  'api-version-date',
  'content-type',
  'accept',
]

export function factsOf(request: ArrivedRequest): Facts {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    `header.${name}`,
    steadyHeaders.includes(name) ? value : 'sent',
  ])
  const body = request.body === '' ? {} : flatten('body', JSON.parse(request.body))
  return {
    method: request.method,
    path: request.path,
    ...Object.fromEntries(headers),
    ...queryFacts(request.query),
    ...body,
  }
}

/** A name with brackets is a list, also of one. */
function queryFacts(query: string): Facts {
  const given = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(given.keys())].map((name) => {
      const values = given.getAll(name)
      return [`query.${name}`, values.length === 1 && !name.endsWith('[]') ? values[0] : values]
    }),
  )
}

function flatten(name: string, value: unknown): Facts {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (inner.length === 0) return { [name]: value }
  return Object.assign({}, ...inner.map(([key, one]) => flatten(`${name}.${key}`, one)))
}

/** What an adapter's call sent: the request that has its like at the client, and those that it needs besides. */
export function adapterFacts(requests: readonly ArrivedRequest[], operation: string): Facts {
  const alike = requests.filter((request) => request.operation === operation)
  const [request] = alike
  if (request === undefined || alike.length > 1)
    throw new Error(`${alike.length} requests of ${operation}, not one`)
  const besides = requests.filter((one) => one !== request).map(lineOf)
  return { ...factsOf(request), ...(besides.length === 0 ? {} : { besides }) }
}

function lineOf({ method, path, query }: ArrivedRequest): string {
  return `${method} ${path.replace(prefix, '')}${query === '' ? '' : `?${query}`}`
}

export function differencesOf(client: Facts, adapter: Facts): Found {
  return [...new Set([...Object.keys(client), ...Object.keys(adapter)])]
    .sort()
    .map((at) => ({ at, client: client[at] ?? null, adapter: adapter[at] ?? null }))
    .filter((one) => JSON.stringify(one.client) !== JSON.stringify(one.adapter))
}

/** The table of endpoints in the documentation reads the names of these tests. */
export function describeCalls<Client, Adapter>(
  calls: readonly ClientCall<Client, Adapter>[],
  judgement: Judgement<Client, Adapter>,
): void {
  for (const call of calls) {
    describe(`${call.name} · ${call.endpoint} · ${judgement.dialect}`, () => {
      for (const pair of call.pairs) {
        it(`${pair.name}: differs from the adapter’s request as listed, and not otherwise`, async () => {
          const { found, listed } = await judgePair(judgement, call, pair)
          expect(found).toEqual(listed)
        })
      }
      const { clientOnly } = call
      if (clientOnly) {
        it(`is the client’s alone: ${clientOnly.why}`, async () => {
          const { body } = await clientRequest(judgement, call, clientOnly.ask)
          expect(body === '' ? null : JSON.parse(body)).toEqual(clientOnly.body)
        })
      }
    })
  }
}

type Found = Omit<Difference, 'why'>[]

/** Both make the call: what was found and what is listed must be equal, so that neither grows alone. */
export async function judgePair<Client, Adapter>(
  judgement: Judgement<Client, Adapter>,
  call: ClientCall<Client, Adapter>,
  pair: Pair<Client, Adapter>,
): Promise<{ found: Found; listed: Found }> {
  const client = factsOf(await clientRequest(judgement, call, pair.client, pair.fails))
  const listed = pair.differences.map(({ at, client, adapter }) => ({ at, client, adapter }))
  return {
    found: differencesOf(client, await adapterRequest(judgement, call, pair)),
    listed: listed.sort((one, other) => (one.at < other.at ? -1 : 1)),
  }
}

/** What the client sent last, once it is certain that it went to the endpoint of the table. */
async function clientRequest<Client, Adapter>(
  { open, answers, routes }: Judgement<Client, Adapter>,
  call: ClientCall<Client, Adapter>,
  ask: (client: Client) => Promise<unknown>,
  fails = false,
): Promise<ArrivedRequest> {
  const server = open()
  const asked = server.withClient(ask)
  if (fails) await expect(asked).rejects.toThrow()
  else {
    const answer = await asked
    answers?.(answer)
  }
  const request = server.requests.at(-1)
  if (request === undefined) throw new Error(`${call.name} sent nothing`)
  expect(request.operation).toBe(call.operation)
  const route = routes.find(({ name, method }) => name === request.operation && method === request.method)
  expect(`${route?.method} ${route?.path.replace(prefix, '')}`).toBe(call.endpoint)
  return request
}

async function adapterRequest<Client, Adapter>(
  { open }: Judgement<Client, Adapter>,
  { operation }: ClientCall<Client, Adapter>,
  { adapter, fails = false }: Pair<Client, Adapter>,
): Promise<Facts> {
  const server = open()
  const result = await adapter(server.adapter())
  if (result.isErr() !== fails) throw new Error(`the adapter answered ${JSON.stringify(result)}`)
  return adapterFacts(server.requests, operation)
}

/** The names of a resource's calls, as `invoices.list`. */
export function callsOf(resource: string, given: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(given))
    .filter((name) => name !== 'constructor')
    .map((name) => `${resource}.${name}`)
}
