import { err, ok, okAsync, type Result, ResultAsync } from 'neverthrow'
import type { Changed } from '../contract/adapter.ts'
import type { Capabilities, StatusTransition } from '../contract/capabilities.ts'
import type { CommonOptions } from '../contract/options.ts'
import { invalidTransition, transitionTo } from '../contract/transitions.ts'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { InvoiceError, InvoiceErrorKind } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { InvoiceStatus, SettableStatus } from '../status/status.ts'
import { sameState } from '../status/status-at.ts'
import { settle } from './settle.ts'
import { appliedUnread, mayHaveHappened } from './uncertain.ts'

/** An invoice as it was read for a change of its status. */
export interface StatusReading {
  /** Decides whether the change can begin, and whether it shows. */
  status: InvoiceStatus
  /** The whole invoice, with whatever must still be read for it. */
  whole: () => ResultAsync<Invoice, InvoiceError>
}

/** Of a vendor whose single answer is the whole invoice. */
export function wholeReading(invoice: Invoice): StatusReading {
  return { status: invoice.status, whole: () => okAsync(invoice) }
}

export interface StatusChange {
  context: ErrorContext
  options: CommonOptions
  capabilities: Capabilities
  id: string
  to: SettableStatus
  signal?: AbortSignal | undefined
  read: () => ResultAsync<StatusReading, InvoiceError>
  /** Sends the change; the invoice where the answer holds the whole of it, else null. */
  write: (way: StatusTransition) => ResultAsync<Invoice | null, InvoiceError>
  /** After which failures of `write` the change may be there; default {@link mayHaveHappened}. */
  mayHaveHappened?: (error: InvoiceError) => boolean
  /** Kinds in which the vendor may say that the status no longer allows the change. */
  stateFaults: readonly InvoiceErrorKind[]
}

/**
 * Brings one invoice to a status, with one write at most.
 *
 * Read first: what is there already is answered without a write, and what no transition of the data begins from is
 * `invalid_transition`. After the write the invoice is read again, unless the answer was whole and shows the change. One
 * that does not show it yet is looked for as settlement says, and told with the note `change_pending` in the end; one
 * that became something else is `unexpected_response`; one that cannot be read is `applied_unread`. A write that may
 * have happened is settled by looking. A refusal stands, unless the invoice has left the statuses that the change begins
 * from: then that is why.
 */
export function changeStatus(change: StatusChange): ResultAsync<Changed, InvoiceError> {
  return new ResultAsync(readThenChange(change))
}

type Outcome = Promise<Result<Changed, InvoiceError>>

async function readThenChange(change: StatusChange): Outcome {
  const before = await change.read()
  if (before.isErr()) return err(before.error)
  const way = wayFrom(change, before.value)
  if (way === undefined) {
    const whole = await before.value.whole()
    return whole.andThen((invoice) => judge(change, invoice, false))
  }
  const answer = await change.write(way)
  if (answer.isOk()) return afterWrite(change, answer.value)
  const { error } = answer
  const isUncertain = change.mayHaveHappened ?? mayHaveHappened
  if (isUncertain(error)) return settleChange(change, error)
  return change.stateFaults.includes(error.kind) ? judgeRefusal(change, error) : err(error)
}

/** Several rows of the data can lead to one status, each from statuses of its own. */
function wayFrom(
  { capabilities, to }: StatusChange,
  { status }: StatusReading,
): StatusTransition | undefined {
  return sameState(status, to) ? undefined : transitionTo(capabilities, to, status)
}

async function afterWrite(change: StatusChange, answered: Invoice | null): Outcome {
  if (answered !== null && answered.source.id === change.id && sameState(answered.status, change.to)) {
    return ok({ invoice: answered, changed: true })
  }
  const after = await change.read()
  if (after.isErr()) return err(unread(change, after.error))
  if (wayFrom(change, after.value) !== undefined) return waitForChange(change, after.value)
  return conclude(change, after.value)
}

/** Accepted, and in no status any more that the change begins from. */
async function conclude(change: StatusChange, after: StatusReading): Outcome {
  const { context, capabilities, to } = change
  const whole = await after.whole()
  if (whole.isErr()) return err(unread(change, whole.error))
  const invoice = whole.value
  if (sameState(invoice.status, to)) return ok({ invoice, changed: true })
  const message = `${capabilities.provider} accepted the status ${to}, and the invoice is ${invoice.status}`
  const fields = [{ field: 'status', message: `is ${invoice.status}, asked was ${to}` }]
  return err(invoiceError('unexpected_response', context, message, { fields, invoice }))
}

/** Accepted, and not shown yet: looks again, and says so in a note if it still does not show. */
async function waitForChange(change: StatusChange, stale: StatusReading): Outcome {
  const { context, capabilities, to } = change
  const settled = await lookForEnd(change, invoiceError('timeout', context, 'not shown yet', {}))
  if (settled.isOk()) return conclude(change, settled.value)
  const whole = await stale.whole()
  if (whole.isErr()) return err(unread(change, whole.error))
  const message = `${capabilities.provider} accepted the status ${to} and does not show it yet`
  const notes = [...whole.value.notes, { code: 'change_pending' as const, field: 'status', message }]
  return ok({ invoice: { ...whole.value, notes }, changed: true })
}

/** The invoice once its status is no longer one that the change begins from. */
function lookForEnd(change: StatusChange, uncertain: InvoiceError): ResultAsync<StatusReading, InvoiceError> {
  const { context, options, id: invoiceId, signal } = change
  return settle({
    context,
    options,
    uncertain,
    invoiceId,
    externalId: null,
    look: () => change.read().map((now) => (wayFrom(change, now) === undefined ? now : null)),
    signal,
  })
}

async function settleChange(change: StatusChange, uncertain: InvoiceError): Outcome {
  const settled = await lookForEnd(change, uncertain)
  if (settled.isErr()) return err(settled.error)
  const whole = await settled.value.whole()
  if (whole.isOk()) return judge(change, whole.value, true)
  return err(sameState(settled.value.status, change.to) ? unread(change, whole.error) : whole.error)
}

async function judgeRefusal(change: StatusChange, refusal: InvoiceError): Outcome {
  const now = await change.read()
  if (now.isErr() || wayFrom(change, now.value) !== undefined) return err(refusal)
  const whole = await now.value.whole()
  return whole.isErr() ? err(refusal) : judge(change, whole.value, false)
}

/** An invoice in no status that the change begins from: there, by this call or not, or somewhere else. */
function judge(
  { context, to }: StatusChange,
  invoice: Invoice,
  changed: boolean,
): Result<Changed, InvoiceError> {
  return sameState(invoice.status, to)
    ? ok({ invoice, changed })
    : err(invalidTransition(context, invoice, to))
}

function unread({ context, id, to }: StatusChange, error: InvoiceError): InvoiceError {
  return appliedUnread(context, `the invoice was set to ${to}`, { invoiceId: id, externalId: null }, error)
}
