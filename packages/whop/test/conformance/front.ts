import {
  createFaultBox,
  type Fault,
  type FaultBox,
  type Oracle,
  type ReceivedRequest,
} from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'
import { type Emulator, whopRoutes } from '@invoice-adapters/emulator'

/** The vendor's main request of each operation. `setStatus` has three; the kit loses answers of the one it tries first. */
export const operations: Record<OperationName, readonly string[]> = {
  list: ['list_invoices'],
  get: ['get_invoice'],
  create: ['create_invoice'],
  update: ['update_invoice'],
  finalize: [],
  setStatus: ['mark_paid', 'void', 'mark_uncollectible'],
  delete: ['delete_invoice'],
  send: ['resend'],
  findByExternalId: ['list_plans'],
  'customers.get': ['get_member'],
  'customers.list': ['list_members'],
  check: [],
  createMany: [],
  changeLines: [],
  pdf: [],
  recordPayment: [],
  refund: [],
  listRefunds: [],
  'customers.create': [],
  'webhooks.read': [],
}

/** Faults that the emulator has no word for: they are made of its answers on the way. */
export type OwnFault = Extract<
  Fault,
  { kind: 'changed_record' | 'comes_out_different' | 'echoed_credential' | 'other_record' | 'meanwhile' }
>

export function isOwn(fault: Fault): fault is OwnFault {
  const own = ['changed_record', 'comes_out_different', 'echoed_credential', 'other_record', 'meanwhile']
  return own.includes(fault.kind)
}

/** Status words that the emulator does not have, put into its answers. */
interface Words {
  wordOf(id: string): string | undefined
  /** Whether there is any. */
  speaks(): boolean
}

/** What stands between the adapter and the emulator: it writes down what arrives, and changes some answers. */
export interface Front {
  fetch: typeof globalThis.fetch
  received: Oracle['received']
  /** The keys in the notes of the plans that were sent, by the id of the invoice that came of it. */
  keptKeys: ReadonlyMap<string, string>
  inject: FaultBox['inject']
  clear: FaultBox['clear']
}

export function standBefore(emulator: Emulator, words: Words): Front {
  const { wordOf, speaks } = words
  const received: ReceivedRequest[] = []
  const keptKeys = new Map<string, string>()
  const box = createFaultBox()

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    const operation = operationOf(request)
    const entry: ReceivedRequest = {
      operation,
      write: request.method !== 'GET',
      body: text === '' ? null : text,
      idempotencyKey: request.headers.get('idempotency-key'),
      requestId: null,
    }
    received.push(entry)
    const faults = box.take(operation, false)
    const sent = faults.some((fault) => fault.kind === 'comes_out_different')
      ? otherContent(request, text, faults)
      : request
    for (const fault of faults) if (fault.kind === 'meanwhile') await fault.work()
    const response = await emulator.whop.fetch(sent)
    entry.requestId = response.headers.get('x-request-id')
    if (operation === 'create' && response.ok) await noteKey(keptKeys, text, response)
    if (faults.some((fault) => fault.kind === 'echoed_credential')) return echoing(request, response)
    return faults.length === 0 && !speaks() ? response : altered(response, faults, wordOf)
  }
  return {
    fetch,
    received: () => received,
    keptKeys,
    inject: box.inject,
    clear: box.clear,
  }
}

async function noteKey(keptKeys: Map<string, string>, text: string, response: Response): Promise<void> {
  const asked = parsed(text) as { plan?: { internal_notes?: string } } | undefined
  const [, key] = /key=(\S+)/.exec(asked?.plan?.internal_notes ?? '') ?? []
  const answer = parsed(
    await response
      .clone()
      .text()
      .catch(() => ''),
  ) as { id?: string } | undefined
  if (key !== undefined && answer?.id !== undefined) keptKeys.set(answer.id, decodeURIComponent(key))
}

function operationOf(request: Request): OperationName | null {
  const path = new URL(request.url).pathname
  const route = whopRoutes.find(
    (one) => one.method === request.method && new RegExp(`^${one.path.replace('{id}', '[^/]+')}$`).test(path),
  )
  const found = Object.entries(operations).find(
    ([, names]) => route !== undefined && names.includes(route.name),
  )
  return (found?.[0] as OperationName | undefined) ?? null
}

/** Another amount, or another currency: as if the vendor had decided so. */
function otherContent(request: Request, text: string, faults: readonly Fault[]): Request {
  const asked = JSON.parse(text) as { plan: Wire; line_items: [Wire, ...Wire[]] }
  const currency = faults.some((fault) => fault.kind === 'comes_out_different' && fault.what === 'currency')
  const [first, ...rest] = asked.line_items
  const body = currency
    ? { ...asked, plan: { ...asked.plan, currency: 'eur' } }
    : {
        ...asked,
        plan: { ...asked.plan, initial_price: Number(asked.plan.initial_price) + 1 },
        line_items: [{ ...first, unit_price: Number(first.unit_price) + 1 }, ...rest],
      }
  return new Request(request, { body: JSON.stringify(body) })
}

function echoing(request: Request, response: Response): Response {
  const key = request.headers.get('authorization') ?? ''
  const error = { code: 'unauthorized', message: `The key ${key} is not valid.` }
  return new Response(JSON.stringify({ error }), { status: 401, headers: response.headers })
}

async function altered(
  response: Response,
  faults: readonly Fault[],
  wordOf: (id: string) => string | undefined,
): Promise<Response> {
  if (response.status >= 300 || !response.headers.get('content-type')?.includes('json')) return response
  const text = await response
    .clone()
    .text()
    .catch(() => null)
  const body: unknown = text === null ? undefined : parsed(text)
  if (body === undefined) return response
  const whole = JSON.stringify(
    eachRecord(body, (record) => changedRecord(record, faults, wordOf(String(record.id)))),
  )
  return new Response(whole, { status: response.status, headers: response.headers })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Wire = Record<string, unknown>

function eachRecord(value: unknown, change: (record: Wire) => Wire): unknown {
  if (Array.isArray(value)) return value.map((entry) => eachRecord(entry, change))
  if (typeof value !== 'object' || value === null) return value
  const record = value as Wire
  if (typeof record.id === 'string') return change(record)
  return Object.fromEntries(
    Object.entries(record).map(([name, member]) => [name, eachRecord(member, change)]),
  )
}

function changedRecord(record: Wire, faults: readonly Fault[], word: string | undefined): Wire {
  const spoken = word === undefined || !('status' in record) ? record : { ...record, status: word }
  const other = faults.find((fault) => fault.kind === 'other_record' && fault.id === record.id)
  if (other?.kind === 'other_record') return { ...spoken, id: other.instead }
  const change = faults.find((fault) => fault.kind === 'changed_record' && fault.id === record.id)
  if (change?.kind !== 'changed_record') return spoken
  if (change.change === 'extra_field') return { ...spoken, hologram: { colour: 'red' } }
  if (change.change === 'wrong_type') return { ...spoken, line_items: 'a lot' }
  if (change.change === 'unknown_value') return { ...spoken, collection_method: 'teleported' }
  const { id: _gone, ...rest } = spoken
  return rest
}
