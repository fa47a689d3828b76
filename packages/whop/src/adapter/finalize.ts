import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { invalidTransition, mayHaveHappened, settle } from '@invoice-adapters/core/authoring'
import { statusOfWord } from '../to-canonical/status.ts'
import { type Connection, contextOf, nowOf } from './connection.ts'
import { completeDraft, type DraftCall, explainRefusal, fetchDraft, isDraft, unreadDraft } from './draft.ts'
import type { InvoiceAnswer } from './read.ts'
import { patchDraft } from './update.ts'

/**
 * Whether a moment that has passed opens a draft at all is not documented (update-invoice), and clocks differ: the moment
 * that is sent lies so far ahead.
 */
export const openingDelayMs = 60_000

/** Legacy invoices have no call that opens a draft: it is given the moment at which it opens by itself. */
export function finalizeDraft(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  return new ResultAsync(readThenSchedule({ connection, id, operation: 'finalize', settings }))
}

async function readThenSchedule(call: DraftCall): Promise<Result<Invoice, InvoiceError>> {
  const before = await fetchDraft(call)
  if (before.isErr()) return err(before.error)
  const opensAt = new Date(nowOf(call.connection) + openingDelayMs).toISOString()
  if (!isDraft(before.value)) return alreadyOpen(call, before.value)
  if (opensBy(before.value, opensAt)) return completeDraft(call, before.value)
  const body = { automatically_finalizes_at: opensAt }
  const answer = await patchDraft(call, 'finalize', body)
  if (answer.isOk()) return readBack(call, answer.value, opensAt)
  if (mayHaveHappened(answer.error)) return settleOpening(call, opensAt, answer.error)
  return explainRefusal(call, answer.error)
}

/** Open already is what was wanted; any other status cannot become open. */
async function alreadyOpen(call: DraftCall, answer: InvoiceAnswer): Promise<Result<Invoice, InvoiceError>> {
  const whole = await completeDraft(call, answer)
  return whole.andThen((invoice) =>
    isOpen(answer)
      ? ok(invoice)
      : err(invalidTransition(contextOf(call.connection.settings, 'finalize'), invoice, 'open')),
  )
}

function isOpen({ wire }: InvoiceAnswer): boolean {
  const status = statusOfWord(wire.status)
  return status === 'open' || status === 'past_due'
}

/** Whether the draft opens by itself no later than that. */
function opensBy({ wire }: InvoiceAnswer, latest: string): boolean {
  const at = wire.automatically_finalizes_at
  return typeof at === 'string' && Date.parse(at) <= Date.parse(latest)
}

async function readBack(
  call: DraftCall,
  answer: InvoiceAnswer,
  opensAt: string,
): Promise<Result<Invoice, InvoiceError>> {
  const after = await completeDraft(call, answer)
  if (after.isErr()) return err(unreadDraft(call, after.error))
  return ok(scheduled(after.value, opensAt))
}

/** A shape of the invoice that lacks the field, or a reading that is late: what Whop accepted is told instead, and marked. */
function scheduled(invoice: Invoice, opensAt: string): Invoice {
  if (invoice.status !== 'draft') return invoice
  if (invoice.opensAt !== null && Date.parse(invoice.opensAt) <= Date.parse(opensAt)) return invoice
  const rule = 'the moment that finalize sent and Whop accepted, since the invoice does not show it'
  const message = 'Whop accepted the moment at which the draft opens, and does not show it'
  return {
    ...invoice,
    opensAt,
    derived: [...invoice.derived, { field: 'opensAt', from: ['automatically_finalizes_at'], rule }],
    notes: [...invoice.notes, { code: 'change_pending', field: 'opensAt', message }],
  }
}

async function settleOpening(
  call: DraftCall,
  opensAt: string,
  uncertain: InvoiceError,
): Promise<Result<Invoice, InvoiceError>> {
  const { connection, id, settings } = call
  const settled = await settle({
    context: contextOf(connection.settings, 'finalize'),
    options: connection.settings,
    uncertain,
    invoiceId: id,
    externalId: null,
    look: () =>
      fetchDraft(call).map((answer) => (isDraft(answer) && !opensBy(answer, opensAt) ? null : answer)),
    signal: settings.signal,
  })
  if (settled.isErr()) return err(settled.error)
  return isDraft(settled.value) ? completeDraft(call, settled.value) : alreadyOpen(call, settled.value)
}
