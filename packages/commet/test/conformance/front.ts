import type { SeedInvoice } from '@invoice-adapters/conformance'
import { type Front, standBefore, type Wire } from '@invoice-adapters/conformance/emulated'
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

export function frontOf(emulator: Emulator, remembered: ReadonlyMap<string, SeedInvoice>): Front {
  return standBefore({
    send: emulator.commet.fetch,
    operationOf,
    isWrite: (request, operation) => request.method !== 'GET' && operation !== 'pdf',
    otherContent,
    echo: (request) => ({
      success: false,
      error: {
        type: 'authentication_error',
        code: 'unauthorized',
        message: `The key ${request.headers.get('x-api-key')} is not valid.`,
      },
    }),
    changes: {
      wrongType: { total: 'a lot' },
      unknownValue: (record) => ({ invoiceType: 'teleported', ...inEachLine(record) }),
    },
    remembered,
  })
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
function otherContent(request: Request, text: string, what: 'amount' | 'currency'): Request {
  const asked = JSON.parse(text) as { amount: number }
  const body =
    what === 'currency' ? { ...asked, customerId: 'cus_abroad' } : { ...asked, amount: asked.amount + 1 }
  return new Request(request, { body: JSON.stringify(body) })
}

function inEachLine({ lineItems }: Wire): Wire {
  if (!Array.isArray(lineItems)) return {}
  return { lineItems: lineItems.map((line: Wire) => ({ ...line, lineType: 'hologram' })) }
}
