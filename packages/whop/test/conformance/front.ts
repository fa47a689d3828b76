import type { SeedInvoice } from '@invoice-adapters/conformance'
import { type Front, standBefore, textOf, type Wire } from '@invoice-adapters/conformance/emulated'
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

/** The keys in the notes of the plans that were sent, by the id of the invoice that came of it. */
export type KeptKeys = ReadonlyMap<string, string>

export function frontOf(
  emulator: Emulator,
  remembered: ReadonlyMap<string, SeedInvoice>,
): Front & { keptKeys: KeptKeys } {
  const keptKeys = new Map<string, string>()
  const front = standBefore({
    send: emulator.whop.fetch,
    operationOf,
    isWrite: (request) => request.method !== 'GET',
    otherContent,
    echo: (request) => ({
      error: {
        code: 'unauthorized',
        message: `The key ${request.headers.get('authorization')} is not valid.`,
      },
    }),
    changes: {
      wrongType: { line_items: 'a lot' },
      unknownValue: () => ({ collection_method: 'teleported' }),
    },
    remembered,
    async notice({ operation, body, response }) {
      if (operation === 'create' && response.ok) noteKey(keptKeys, body, await textOf(response))
    },
  })
  return { ...front, keptKeys }
}

function noteKey(keptKeys: Map<string, string>, text: string, answered: string): void {
  const asked = parsed(text) as { plan?: { internal_notes?: string } } | undefined
  const [, key] = /key=(\S+)/.exec(asked?.plan?.internal_notes ?? '') ?? []
  const answer = parsed(answered) as { id?: string } | undefined
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
function otherContent(request: Request, text: string, what: 'amount' | 'currency'): Request {
  const asked = JSON.parse(text) as { plan: Wire; line_items: [Wire, ...Wire[]] }
  const [first, ...rest] = asked.line_items
  const body =
    what === 'currency'
      ? { ...asked, plan: { ...asked.plan, currency: 'eur' } }
      : {
          ...asked,
          plan: { ...asked.plan, initial_price: Number(asked.plan.initial_price) + 1 },
          line_items: [{ ...first, unit_price: Number(first.unit_price) + 1 }, ...rest],
        }
  return new Request(request, { body: JSON.stringify(body) })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
