import { createEmulator, type Emulator, type EmulatorSettings } from '../src/index.ts'

export const dialectA = '2026-07-11'
export const dialectB = '2026-07-31'

/** An answer as a test looks at it: the parsed body, of whatever shape. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** Loose on purpose: what is inside is what the tests are about. */
export interface Body {
  readonly [field: string]: unknown
  readonly success?: boolean
  readonly data?: unknown
  readonly error?: {
    readonly code: string
    readonly type: string
    readonly message: string
    readonly param?: string
    readonly details?: unknown
  }
  readonly hasMore?: boolean
  readonly nextCursor?: string | null
}

export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

export interface CallerSettings {
  readonly version?: string | null
  readonly apiKey?: string | null
  readonly origin?: string
  readonly fetch?: typeof globalThis.fetch
}

export function callerFor(emulator: Emulator, settings: CallerSettings = {}): Caller {
  const { version = dialectA, apiKey = emulator.commet.account().apiKey } = settings
  const { origin = 'https://commet.co', fetch = emulator.commet.fetch } = settings
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(version === null ? {} : { 'commet-version': version }),
        ...(apiKey === null ? {} : { 'x-api-key': apiKey }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  }
}

/** An emulator with one customer in dollars and one in Chilean pesos. */
export function emulatorWithCustomers(settings: Omit<EmulatorSettings, 'data'> = {}): Emulator {
  return createEmulator({
    ...settings,
    data: {
      customers: [
        {
          vendor: 'commet',
          id: 'cus_usd',
          externalId: 'own-usd',
          name: 'Ada',
          email: 'ada@x.example',
          currency: 'USD',
        },
        {
          vendor: 'commet',
          id: 'cus_clp',
          externalId: 'own-clp',
          name: 'Berta',
          email: 'b@x.example',
          currency: 'CLP',
        },
      ],
    },
  })
}

/** The object inside an answer, whichever envelope it is in. */
export function objectIn(answer: Answer): Record<string, unknown> {
  const { data } = answer.body
  return (data ?? answer.body) as Record<string, unknown>
}

export function listIn(answer: Answer): readonly Record<string, unknown>[] {
  return answer.body.data as readonly Record<string, unknown>[]
}

export function idsIn(answer: Answer): readonly string[] {
  return listIn(answer).map((item) => String(item.id))
}

export async function createOne(call: Caller, amount = 2500, customerId = 'cus_usd'): Promise<string> {
  const answer = await call('POST', '/invoices', { customerId, amount, description: 'An adjustment' })
  return String(objectIn(answer).id)
}

/** Walks a list to its end, or to a number of pages. */
export async function walk(
  call: Caller,
  path: string,
  mostPages = 50,
): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = []
  let cursor: string | null = null
  do {
    const separator = path.includes('?') ? '&' : '?'
    const answer = await call(
      'GET',
      cursor === null ? path : `${path}${separator}cursor=${encodeURIComponent(cursor)}`,
    )
    pages.push(idsIn(answer))
    cursor = answer.body.hasMore === true ? (answer.body.nextCursor ?? null) : null
  } while (cursor !== null && pages.length < mostPages)
  return pages
}
