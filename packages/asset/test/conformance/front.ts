import {
  createFaultBox,
  type Fault,
  type FaultBox,
  type Oracle,
  type ReceivedRequest,
} from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'
import { type AssetOperation, assetRoutes, type Emulator } from '@invoice-adapters/emulator'

/** The vendor's main request of each operation; some operations share one, and are told apart by the body. */
export const operations: Partial<Record<OperationName, AssetOperation>> = {
  list: 'list_invoices',
  get: 'get_invoice',
  create: 'create_invoices',
  setStatus: 'update_invoice',
  changeLines: 'update_invoice',
  recordPayment: 'apply_payment',
  refund: 'create_refund',
  listRefunds: 'list_invoice_refunds',
  'customers.list': 'list_customers',
  'customers.create': 'create_customer',
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
  /** Each that was given, and the part of it that would tell whose it is. */
  tokens: readonly string[]
  inject: FaultBox['inject']
  clear: FaultBox['clear']
}

export function standBefore(emulator: Emulator, { wordOf, speaks }: Words): Front {
  const received: ReceivedRequest[] = []
  const tokens: string[] = []
  const box = createFaultBox()

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    const operation = operationOf(request, text)
    const entry: ReceivedRequest = {
      operation,
      write: operation !== null && request.method !== 'GET',
      body: text === '' ? null : text,
      idempotencyKey: null,
      requestId: null,
    }
    received.push(entry)
    const faults = operation === null ? [] : box.take(operation, false)
    const sent = faults.some((fault) => fault.kind === 'comes_out_different')
      ? new Request(request, { body: text.replace(/"amount":[\d.]+|"unit_price":[\d.]+/, '$&1') })
      : request
    for (const fault of faults) if (fault.kind === 'meanwhile') await fault.work()
    const response = await emulator.asset.fetch(sent)
    if (operation === null) tokens.push(...(await tokensIn(response)))
    entry.requestId = response.headers.get('x-request-id')
    if (faults.some((fault) => fault.kind === 'echoed_credential')) return echoing(request, response)
    return faults.length === 0 && !speaks() ? response : altered(response, faults, wordOf)
  }
  return {
    fetch,
    received: () => received,
    tokens,
    inject: box.inject,
    clear: box.clear,
  }
}

/** A token that is cut short gives away as much: its first part counts as well. */
async function tokensIn(response: Response): Promise<string[]> {
  const text = await response
    .clone()
    .text()
    .catch(() => '')
  const [, token] = /"access_token":"([^"]+)"/.exec(text) ?? []
  return token === undefined ? [] : [token, token.slice(0, 40)]
}

function operationOf(request: Request, body: string): OperationName | null {
  const path = new URL(request.url).pathname
  const route = assetRoutes.find(
    (one) =>
      one.method === request.method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (route?.name === 'update_invoice') return body.includes('line_changes') ? 'changeLines' : 'setStatus'
  const found = Object.entries(operations).find(([, name]) => name === route?.name)
  if (found !== undefined) return found[0] as OperationName
  return route?.name === 'list_refunds' ? 'listRefunds' : null
}

function echoing(request: Request, response: Response): Response {
  const token = request.headers.get('authorization') ?? ''
  return new Response(JSON.stringify({ detail: `The token ${token} is not valid.` }), {
    status: 401,
    headers: response.headers,
  })
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
  if (change.change === 'wrong_type') return { ...spoken, total_amount: 'a lot' }
  if (change.change === 'unknown_value') return { ...spoken, source: 'teleported' }
  const { id: _gone, ...rest } = spoken
  return rest
}
