// For tests of single steps: an invoice on its way between two vendors that answer as a test says.
import {
  errAsync,
  type Invoice,
  type InvoiceAdapter,
  type InvoiceError,
  type InvoiceErrorKind,
  okAsync,
  type ResultAsync,
} from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { createMemoryJournal, type JournalEntry } from '../src/journal/journal.ts'
import { stateOf, subjectOf } from '../src/journal/progress-state.ts'
import type { PlannedInvoice } from '../src/plan/plan.ts'
import { sourceDigest } from '../src/plan/source-digest.ts'
import type { Work } from '../src/run/context.ts'
import { plannedLine, sampleCopy, sampleInvoice } from './sample.ts'

export function failure(kind: InvoiceErrorKind, facts: object = {}): InvoiceError {
  const context = { provider: 'vendor', account: 'x', operation: 'op' }
  return invoiceError(kind, context, 'no', facts as never) as InvoiceError
}

/** What a call answers: a value, or an error. Several: one after the other, the last one for ever. */
type Answers = unknown[]

export interface Script {
  /** By side and operation, such as `source.get`. */
  answers?: Record<string, Answers>
  journal?: JournalEntry[]
  line?: Partial<PlannedInvoice>
  /** Milliseconds since 1970. */
  now?: number
}

export interface StepWorld {
  work: Work
  /** Calls in their order, with their first argument. */
  calls: string[]
  entries: JournalEntry[]
  waits: number[]
}

const startedAt = Date.parse('2026-07-20T00:00:00Z')

export async function stepWorld({
  answers = {},
  journal = [],
  line = {},
  now = startedAt,
}: Script = {}): Promise<StepWorld> {
  const calls: string[] = []
  const waits: number[] = []
  const entries = [...journal]
  const planned = plannedLine({ sourceDigest: await sourceDigest(sampleInvoice()), ...line })
  const counts = new Map<string, number>()
  const answer = (name: string, argument: unknown): ResultAsync<unknown, InvoiceError> => {
    calls.push(`${name} ${typeof argument === 'string' ? argument : ''}`.trim())
    const given = answers[name] ?? [failure('unexpected_response', { fields: [], invoice: null })]
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const value = given[Math.min(count, given.length - 1)]
    const isError = typeof value === 'object' && value !== null && 'retryable' in value
    return isError ? errAsync(value as InvoiceError) : okAsync(value)
  }
  const side = (name: string): InvoiceAdapter =>
    new Proxy({} as InvoiceAdapter, {
      get: (_target, operation) => (argument: unknown) => answer(`${name}.${String(operation)}`, argument),
    })
  let clock = now
  const state = stateOf(entries)
  const context: Work['context'] = {
    pair: { source: side('source'), target: side('target') },
    plan: { invoices: [planned] } as never,
    customers: new Map(),
    journal: createMemoryJournal(entries),
    state,
    clock: {
      now: () => clock,
      wait: async (ms) => {
        waits.push(ms)
        clock += ms
      },
    },
  }
  return { work: { context, line: planned, subject: subjectOf(state, planned.id) }, calls, entries, waits }
}

const at = '2026-07-19T23:59:00Z'
const subject = 'inv_1'

export function began(
  step: 'create_copy' | 'create_draft' | 'close_source' | 'delete_source' | 'check_copy',
): JournalEntry {
  return { at, type: 'before', subject, step, key: 'k', body: null }
}

export function did(
  step:
    | 'create_copy'
    | 'create_draft'
    | 'close_source'
    | 'delete_source'
    | 'withdraw_copy'
    | 'open_copy'
    | 'check_copy',
  id: string | null = 'copy_1',
): JournalEntry {
  return { at, type: 'after', subject, step, ok: true, id, words: null }
}

export const open: Invoice = sampleInvoice()
export const closed: Invoice = sampleInvoice({ status: 'void' })
export const copy: Invoice = sampleCopy()
