import type { CanonicalField, FieldProblem, NewInvoice, NewInvoiceLine, Result } from '@invoice-adapters/core'
import type { WhopInvoiceOptions } from '../src/to-wire/invoice-options.ts'
import { type AskedInvoice, toAskedInvoice } from '../src/to-wire.ts'

export const now: number = Date.parse('2026-11-20T23:30:00Z')
type Settings = Parameters<typeof toAskedInvoice>[1]

export const settings: Settings = { productId: 'prod_5', collection: 'send_invoice', dueInDays: null }

export const base: NewInvoice = {
  externalId: 'order-5',
  customer: { email: 'ada@quill.example', name: 'Ada Quill' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 1043 }],
  dueAt: '2026-12-01T00:00:00Z',
}

export interface Given {
  whop?: WhopInvoiceOptions | Record<string, unknown>
  accept?: CanonicalField[]
  settings?: Partial<Settings>
  at?: number
}

function ask(
  changes: Partial<NewInvoice>,
  { whop, accept = [], settings: own, at = now }: Given = {},
): Promise<Result<AskedInvoice, FieldProblem[]>> {
  const options = whop === undefined ? {} : { providerOptions: { whop: whop as never } }
  return toAskedInvoice({ ...base, ...changes, ...options }, { ...settings, ...own }, accept, at)
}

export async function asked(changes: Partial<NewInvoice> = {}, given: Given = {}): Promise<AskedInvoice> {
  return (await ask(changes, given))._unsafeUnwrap()
}

export async function problems(changes: Partial<NewInvoice>, given: Given = {}): Promise<FieldProblem[]> {
  const result = await ask(changes, given)
  return result.isErr() ? result.error : []
}

export async function refused(changes: Partial<NewInvoice>, given: Given = {}): Promise<string[]> {
  return (await problems(changes, given)).map((problem) => problem.field)
}

export function line(changes: Partial<NewInvoiceLine>): { lines: NewInvoiceLine[] } {
  return { lines: [{ description: 'x', amount: 1000, ...changes }] }
}
