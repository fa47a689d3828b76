import { createEmulator, type Emulator, type EmulatorSettings, type WhopSwitches } from '../src/index.ts'

/** The last version of the legacy API, with `account_id`. */
export const accountVersion = '2026-10-15-1'
/** The version of the official client, with `company_id`. */
export const companyVersion = '2026-07-20'

/** Loose on purpose: what is inside is what the tests are about. */
export interface Body {
  readonly [field: string]: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
  readonly text: string
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
}

export function callerFor(emulator: Emulator, settings: CallerSettings = {}): Caller {
  const { version = accountVersion, apiKey = emulator.whop.account().apiKey } = settings
  return async (method, path, body, headers = {}) => {
    const response = await emulator.whop.fetch(`https://api.whop.com/api/v1${path}`, {
      method,
      headers: {
        ...(version === null ? {} : { 'api-version-date': version }),
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Body }
  }
}

export interface Setting {
  readonly emulator: Emulator
  readonly call: Caller
}

/** An emulator with two members and nothing else. */
export function whopSetting(
  switches: Partial<WhopSwitches> = {},
  settings: Omit<EmulatorSettings, 'whop' | 'data'> = {},
): Setting {
  const emulator = createEmulator({
    ...settings,
    whop: switches,
    data: {
      customers: [
        { vendor: 'whop', id: 'mber_ada', name: 'Ada', email: 'ada@x.example' },
        { vendor: 'whop', id: 'mber_bea', name: 'Bea', email: 'bea@x.example' },
      ],
    },
  })
  return { emulator, call: callerFor(emulator) }
}

export const nextMonth = '2026-08-15T00:00:00.000Z'

/** A create that is accepted; what is given replaces its fields, undefined takes them out. */
export function order(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    account_id: 'biz_main',
    collection_method: 'send_invoice',
    product: { title: 'Work' },
    plan: { initial_price: 100 },
    member_id: 'mber_ada',
    due_date: nextMonth,
    ...changes,
  }
}

export async function createOne(call: Caller, changes: Record<string, unknown> = {}): Promise<Body> {
  return (await call('POST', '/invoices', order(changes))).body
}

export async function createDraft(call: Caller, changes: Record<string, unknown> = {}): Promise<string> {
  const bare = { save_as_draft: true, member_id: undefined, due_date: undefined }
  return String((await createOne(call, { ...bare, ...changes })).id)
}

export const read = async (call: Caller, id: unknown): Promise<Body> =>
  (await call('GET', `/invoices/${String(id)}`)).body

export function listIn(answer: Answer): readonly Body[] {
  return answer.body.data as readonly Body[]
}

export const idsIn = (answer: Answer): readonly string[] => listIn(answer).map(({ id }) => String(id))

export interface PageInfo {
  readonly end_cursor: string | null
  readonly start_cursor: string | null
  readonly has_next_page: boolean
  readonly has_previous_page: boolean
}

export const pageInfoIn = (answer: Answer): PageInfo => answer.body.page_info as PageInfo

export interface WireError {
  readonly code?: string
  readonly type?: string
  readonly message: string
}

export const errorIn = (answer: Answer): WireError => answer.body.error as WireError
