import type { SeedInvoice } from '@invoice-adapters/conformance'
import { type Front, standBefore, textOf } from '@invoice-adapters/conformance/emulated'
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

export function frontOf(
  emulator: Emulator,
  remembered: ReadonlyMap<string, SeedInvoice>,
): Front & {
  /** Each that was given, and the part of it that would tell whose it is. */
  tokens: readonly string[]
} {
  const tokens: string[] = []
  const front = standBefore({
    send: emulator.asset.fetch,
    operationOf,
    isWrite: (request, operation) => operation !== null && request.method !== 'GET',
    isFaulted: (operation) => operation !== null,
    otherContent: (request, text) =>
      new Request(request, { body: text.replace(/"amount":[\d.]+|"unit_price":[\d.]+/, '$&1') }),
    echo: (request) => ({ detail: `The token ${request.headers.get('authorization')} is not valid.` }),
    changes: {
      wrongType: { total_amount: 'a lot' },
      unknownValue: () => ({ source: 'teleported' }),
    },
    remembered,
    async notice({ operation, response }) {
      if (operation === null) tokens.push(...tokensIn(await textOf(response)))
    },
  })
  return { ...front, tokens }
}

/** A token that is cut short gives away as much: its first part counts as well. */
function tokensIn(text: string): string[] {
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
