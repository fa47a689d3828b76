import { err, ok, type Result, ResultAsync } from 'neverthrow'
import type { AdapterEvent, CommonOptions } from '../contract/options.ts'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import { sleep } from '../http/limiter.ts'
import { quietly } from '../http/quietly.ts'

/** Waits before each look: at once, and twice more for a record that appears late. */
export const defaultLooksAfterMs: readonly number[] = [0, 2_000, 8_000]

export interface Settlement<T> {
  context: ErrorContext
  options: CommonOptions
  /** What made the outcome uncertain; its cause is handed on. */
  uncertain: InvoiceError
  invoiceId: string | null
  externalId: string | null
  /** Reads the vendor: what the write would have made, or null where it does not show. */
  look: () => ResultAsync<T | null, InvoiceError>
  signal?: AbortSignal | undefined
}

/**
 * Settles a write whose outcome is not known by looking, never by repeating. An empty look proves nothing, since a record
 * may appear late: so it waits and looks again, and ends in `outcome_unknown` with the key that settles it later. A look
 * that fails counts as an empty one.
 */
export function settle<T>(settlement: Settlement<T>): ResultAsync<T, InvoiceError> {
  return new ResultAsync(lookRepeatedly(settlement))
}

async function lookRepeatedly<T>(settlement: Settlement<T>): Promise<Result<T, InvoiceError>> {
  const waits = settlement.options.settlement?.looksAfterMs ?? defaultLooksAfterMs
  const signal = settlement.signal ?? new AbortController().signal
  let looks = 0
  for (const waitMs of waits) {
    const stopped = await pause(settlement, waitMs, signal)
    if (stopped) break
    looks += 1
    const found = await settlement.look()
    if (found.isOk() && found.value !== null) {
      announce(settlement, { type: 'settlement', outcome: 'applied', looks })
      return ok(found.value)
    }
  }
  announce(settlement, { type: 'settlement', outcome: 'unknown', looks })
  return err(stillUnknown(settlement))
}

/** True where the caller stopped it meanwhile. */
async function pause<T>(settlement: Settlement<T>, waitMs: number, signal: AbortSignal): Promise<boolean> {
  if (waitMs > 0) announce(settlement, { type: 'wait', waitMs, because: 'settlement' })
  if (waitMs === 0) return signal.aborted
  return sleep(waitMs, signal).then(
    () => false,
    () => true,
  )
}

function stillUnknown<T>({ context, uncertain, invoiceId, externalId }: Settlement<T>): InvoiceError {
  const how =
    externalId === null ? 'read the invoice later' : 'the same call with the same externalId settles it later'
  const message = `it is not known whether the ${context.operation} took effect; ${how}`
  const where = { ...context, requestId: uncertain.requestId }
  return invoiceError(
    'outcome_unknown',
    where,
    message,
    { invoiceId, externalId },
    { cause: uncertain.cause },
  )
}

type SettlementEvent =
  Extract<AdapterEvent, { type: 'settlement' | 'wait' }> extends infer E
    ? E extends AdapterEvent
      ? Omit<E, 'provider' | 'account' | 'operation'>
      : never
    : never

function announce<T>({ context, options }: Settlement<T>, event: SettlementEvent): void {
  const { provider, account, operation } = context
  quietly(() => options.observe?.({ provider: provider ?? '', account: account ?? '', operation, ...event }))
}
