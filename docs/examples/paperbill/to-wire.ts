import {
  err,
  type FieldProblem,
  type Invoice,
  type NewInvoice,
  type NewInvoiceLine,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { toCents } from './money.ts'

export interface NewBill {
  external_ref: string
  currency: string
  lines: { text: string; amount_cents: number }[]
  payer: { email: string; name: string | null }
  note: string | null
  due_at: string | null
}

/** What is sent, always with the same keys in the same order. Losses have been refused or accepted before. */
export function toNewBill(asked: NewInvoice): Result<NewBill, FieldProblem[]> {
  const { externalId, currency, customer, lines, memo = null, dueAt = null } = asked
  const { email, name = null } = customer
  const problems: FieldProblem[] = []
  if (email === undefined) {
    problems.push({ field: 'customer.email', message: 'is needed: Paperbill knows payers by e-mail only' })
  }
  const wireLines = lines.map(withTax).map(({ description, amount }, index) => {
    const cents = toCents(amount, currency)
    if (cents === null) {
      const message = `${amount} is finer than the hundredths of ${currency} that Paperbill counts in`
      problems.push({ field: `lines.${index}.amount`, message })
    }
    return { text: description, amount_cents: cents ?? 0 }
  })
  if (email === undefined || problems.length > 0) return err(problems)
  return ok({
    external_ref: externalId,
    currency,
    lines: wireLines,
    payer: { email, name },
    note: memo,
    due_at: dueAt,
  })
}

/** Where the invoice at the vendor is another than the one that was asked for, in all that Paperbill can hold. */
export function differences(asked: NewInvoice, held: Invoice): FieldProblem[] {
  const pairs: [field: string, asked: unknown, held: unknown][] = [
    ['externalId', asked.externalId, held.externalId],
    ['currency', asked.currency, held.currency],
    ['lines', linesOf(asked.lines.map(withTax)), linesOf(held.lines ?? [])],
    ['customer.email', asked.customer.email, held.customer.email],
    ['customer.name', asked.customer.name ?? null, held.customer.name],
    ['memo', asked.memo ?? null, held.memo],
    ['dueAt', instantOf(asked.dueAt ?? null), instantOf(held.dueAt)],
  ]
  return pairs
    .filter(([, wanted, found]) => wanted !== found)
    .map(([field]) => ({ field, message: 'is not what was asked' }))
}

/** Where the split of the tax was accepted as lost, the total still contains it. */
function withTax({ description, amount, tax = 0 }: NewInvoiceLine): { description: string; amount: number } {
  return { description, amount: amount + tax }
}

function linesOf(lines: readonly { description: string | null; amount: number | null }[]): string {
  return JSON.stringify(lines.map(({ description, amount }) => [description, amount]))
}

/** Equal instants can differ in text. */
function instantOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}
