import { err, type FieldProblem, type JsonObject, ok, type Result } from '@invoice-adapters/core'
import { isRecord } from './exchange.ts'
import type { ReferenceInvoice, ReferenceLine, ReferencePayment } from './records.ts'

/** An answer about an invoice as it may arrive: a list leaves lines and payments out, and words may be new. */
export interface WireInvoice extends Omit<ReferenceInvoice, 'lines' | 'payments' | 'collection'> {
  collection: string
  lines: (Omit<ReferenceLine, 'kind'> & { kind: string })[] | null
  payments: ReferencePayment[] | null
  /** The whole answer, verbatim. */
  raw: JsonObject
}

type Kind = 'text' | 'text?' | 'number' | 'object'

/** Fields without which nobody could say what the invoice is; everything else is taken as it comes. */
const needed: Record<string, Kind> = {
  id: 'text',
  status: 'text',
  currency: 'text',
  kind: 'text',
  subtotal: 'number',
  discount: 'number',
  tax: 'number',
  total: 'number',
  amountPaid: 'number',
  amountRefunded: 'number',
  createdAt: 'text',
  dueAt: 'text?',
  customer: 'object',
}

function fits(value: unknown, kind: Kind): boolean {
  if (kind === 'object') return isRecord(value)
  if (kind === 'number') return Number.isSafeInteger(value)
  return typeof value === 'string' || (kind === 'text?' && value === null)
}

function problemsOf(json: Record<string, unknown>): FieldProblem[] {
  return Object.entries(needed)
    .filter(([field, kind]) => !fits(json[field], kind))
    .map(([field, kind]) => ({ field, message: `must be ${kind.replace('?', ' or null')}` }))
}

function isWhole(json: Record<string, unknown>): json is Record<string, unknown> & WireInvoice {
  return problemsOf(json).length === 0
}

/** The invoice in an answer, or what is wrong with it field by field. */
export function parseWireInvoice(json: unknown): Result<WireInvoice, FieldProblem[]> {
  if (!isRecord(json)) return err([{ field: 'body', message: 'must be an invoice' }])
  const { lines, payments } = json
  const told = {
    ...json,
    lines: Array.isArray(lines) ? lines : null,
    payments: Array.isArray(payments) ? payments : null,
    raw: json,
  }
  return isWhole(told) ? ok(told) : err(problemsOf(json))
}
