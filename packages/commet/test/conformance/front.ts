import {
  createFaultBox,
  type Fault,
  type FaultBox,
  type Oracle,
  type ReceivedRequest,
} from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'
import { type CommetOperation, commetRoutes, type Emulator } from '@invoice-adapters/emulator'

export const operations: Record<OperationName, CommetOperation | undefined> = {
  list: 'list_invoices',
  get: 'get_invoice',
  create: 'create_invoice',
  setStatus: 'update_status',
  pdf: 'download',
  send: 'send',
  'customers.get': 'get_customer',
  'customers.list': 'list_customers',
  'customers.create': 'create_customer',
  createMany: undefined,
  update: undefined,
  changeLines: undefined,
  finalize: undefined,
  delete: undefined,
  recordPayment: undefined,
  refund: undefined,
  listRefunds: undefined,
  findByExternalId: undefined,
  check: undefined,
  'webhooks.read': undefined,
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
  inject: FaultBox['inject']
  clear: FaultBox['clear']
}

export function standBefore(emulator: Emulator, words: Words): Front {
  const { wordOf, speaks } = words
  const received: ReceivedRequest[] = []
  const box = createFaultBox()

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    const operation = operationOf(request)
    const entry: ReceivedRequest = {
      operation,
      write: request.method !== 'GET' && operation !== 'pdf',
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
    const response = await emulator.commet.fetch(sent)
    entry.requestId = response.headers.get('x-request-id')
    if (faults.some((fault) => fault.kind === 'echoed_credential')) return echoing(request, response)
    return faults.length === 0 && !speaks() ? response : altered(response, faults, wordOf)
  }
  return {
    fetch,
    received: () => received,
    inject: box.inject,
    clear: box.clear,
  }
}

function operationOf(request: Request): OperationName | null {
  const path = new URL(request.url).pathname
  const route = commetRoutes.find(
    (one) => one.method === request.method && new RegExp(`^${one.path.replace('{id}', '[^/]+')}$`).test(path),
  )
  const found = Object.entries(operations).find(([, name]) => name !== undefined && name === route?.name)
  return (found?.[0] as OperationName | undefined) ?? null
}

/** Another amount, or a customer who is billed in another currency: as if the vendor had decided so. */
function otherContent(request: Request, text: string, faults: readonly Fault[]): Request {
  const asked = JSON.parse(text) as { amount: number }
  const currency = faults.some((fault) => fault.kind === 'comes_out_different' && fault.what === 'currency')
  const body = currency ? { ...asked, customerId: 'cus_abroad' } : { ...asked, amount: asked.amount + 1 }
  return new Request(request, { body: JSON.stringify(body) })
}

function echoing(request: Request, response: Response): Response {
  const key = request.headers.get('x-api-key') ?? ''
  const error = {
    type: 'authentication_error',
    code: 'unauthorized',
    message: `The key ${key} is not valid.`,
  }
  return new Response(JSON.stringify({ success: false, error }), { status: 401, headers: response.headers })
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

function inEachLine({ lineItems }: Wire): Wire {
  if (!Array.isArray(lineItems)) return {}
  return { lineItems: lineItems.map((line: Wire) => ({ ...line, lineType: 'hologram' })) }
}

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
  if (change.change === 'wrong_type') return { ...spoken, total: 'a lot' }
  if (change.change === 'unknown_value')
    return { ...spoken, invoiceType: 'teleported', ...inEachLine(record) }
  const { id: _gone, ...rest } = spoken
  return rest
}
