import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type OperationName,
  type Result,
  type ResultAsync,
} from '@invoice-adapters/core'
import { appliedUnread, invoiceError } from '@invoice-adapters/core/authoring'
import { statusOfWord } from '../to-canonical/status.ts'
import { completeInvoice } from './complete.ts'
import { type Connection, contextOf } from './connection.ts'
import { fetchInvoice, type InvoiceAnswer } from './read.ts'
import { stateFaults } from './state-faults.ts'

/** One call about one draft. */
export interface DraftCall {
  connection: Connection
  id: string
  operation: OperationName
  settings: CallSettings
}

export function isDraft({ wire }: InvoiceAnswer): boolean {
  return statusOfWord(wire.status) === 'draft'
}

export function fetchDraft({
  connection,
  id,
  operation,
  settings,
}: DraftCall): ResultAsync<InvoiceAnswer, InvoiceError> {
  return fetchInvoice(connection, id, settings, operation)
}

export function completeDraft(
  { connection, operation, settings }: DraftCall,
  answer: InvoiceAnswer,
): ResultAsync<Invoice, InvoiceError> {
  return completeInvoice(connection, answer, settings, operation)
}

/** An invoice that is no draft (any more), as an error that carries it. */
export function notDraft(call: DraftCall, answer: InvoiceAnswer): ResultAsync<never, InvoiceError> {
  return completeDraft(call, answer).andThen((invoice) => {
    const context = contextOf(call.connection.settings, call.operation)
    const message = `only a draft takes ${call.operation}, and this invoice is ${invoice.status}`
    const facts = { from: invoice.status, to: 'draft' as const, invoice }
    return err(invoiceError('invalid_transition', context, message, facts))
  })
}

/** After a refusal: an invoice that has ceased to be a draft meanwhile explains it, otherwise it stands. */
export async function explainRefusal(
  call: DraftCall,
  refusal: InvoiceError,
): Promise<Result<never, InvoiceError>> {
  if (!stateFaults.includes(refusal.kind)) return err(refusal)
  const now = await fetchDraft(call)
  if (now.isErr() || isDraft(now.value)) return err(refusal)
  const explained = await notDraft(call, now.value)
  return err(explained.isErr() && explained.error.kind === 'invalid_transition' ? explained.error : refusal)
}

/** The change took effect, and only reading it back failed. */
export function unreadDraft({ connection, id, operation }: DraftCall, error: InvoiceError): InvoiceError {
  const context = contextOf(connection.settings, operation)
  return appliedUnread(context, `the ${operation} took effect`, { invoiceId: id, externalId: null }, error)
}
