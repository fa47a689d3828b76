import type { OperationName } from '@invoice-adapters/core'
import {
  createFaultBox,
  type Fault,
  type FaultBox,
  type Oracle,
  type ReceivedRequest,
  type SeedInvoice,
} from '../../src/index.ts'
import { type RecordChanges, withRecordsChanged } from './record-changes.ts'

/** Faults that an emulator has no word for: they are made of its answers on the way. */
const ownKinds = [
  'changed_record',
  'comes_out_different',
  'echoed_credential',
  'other_record',
  'meanwhile',
] as const

export type OwnFault = Extract<Fault, { kind: (typeof ownKinds)[number] }>

export function isOwn(fault: Fault): fault is OwnFault {
  return ownKinds.some((kind) => kind === fault.kind)
}

/** What the front has to know of a vendor. */
export interface FrontOfVendor {
  /** The emulated vendor. */
  send(request: Request): Promise<Response>
  operationOf(request: Request, body: string): OperationName | null
  isWrite(request: Request, operation: OperationName | null): boolean
  /** Whether the kit's faults are about such requests; default: all are. */
  isFaulted?(operation: OperationName | null): boolean
  /** What is sent in place of a create that is to come out different. */
  otherContent(request: Request, body: string, what: 'amount' | 'currency'): Request
  /** The body of an error that repeats the credential. */
  echo(request: Request): object
  changes: RecordChanges
  /** Records as the kit put them there: status words that the emulator does not have are put into its answers. */
  remembered: ReadonlyMap<string, SeedInvoice>
  /** Looks at each exchange. */
  notice?(exchange: { operation: OperationName | null; body: string; response: Response }): Promise<void>
}

/** What stands between the adapter and the emulator: it writes down what arrives, and changes some answers. */
export interface Front {
  fetch: typeof globalThis.fetch
  received: Oracle['received']
  inject: FaultBox['inject']
  clear: FaultBox['clear']
}

export function standBefore(vendor: FrontOfVendor): Front {
  const received: ReceivedRequest[] = []
  const box = createFaultBox()
  const { remembered, isFaulted = () => true } = vendor
  const speaks = (): boolean => [...remembered.values()].some((seed) => seed.providerStatus !== undefined)

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const body = await request.clone().text()
    const operation = vendor.operationOf(request, body)
    const entry: ReceivedRequest = {
      operation,
      write: vendor.isWrite(request, operation),
      body: body === '' ? null : body,
      idempotencyKey: request.headers.get('idempotency-key'),
      requestId: null,
    }
    received.push(entry)
    const faults = isFaulted(operation) ? box.take(operation, false) : []
    const different = faults.filter((fault) => fault.kind === 'comes_out_different')
    const what = different.some((fault) => fault.what === 'currency') ? 'currency' : 'amount'
    const sent = different.length > 0 ? vendor.otherContent(request, body, what) : request
    for (const fault of faults) if (fault.kind === 'meanwhile') await fault.work()
    const response = await vendor.send(sent)
    entry.requestId = response.headers.get('x-request-id')
    await vendor.notice?.({ operation, body, response })
    if (faults.some((fault) => fault.kind === 'echoed_credential')) {
      return new Response(JSON.stringify(vendor.echo(request)), { status: 401, headers: response.headers })
    }
    if (faults.length === 0 && !speaks()) return response
    return withRecordsChanged(response, faults, vendor.changes, (id) => remembered.get(id)?.providerStatus)
  }
  return { fetch, received: () => received, inject: box.inject, clear: box.clear }
}

/** Of an answer that breaks off, nothing. */
export function textOf(response: Response): Promise<string> {
  return response
    .clone()
    .text()
    .catch(() => '')
}
