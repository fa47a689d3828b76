import type { InvoiceAdapter, InvoiceError } from '@invoice-adapters/core'
import { sleep } from '@invoice-adapters/core/authoring'
import { type AccountName, accountKey } from '../store/account-key.ts'
import { registerAccount } from '../store/accounts.ts'
import { pendingInvoices, storeDelivery } from '../store/deliveries.ts'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import { answer, bodyIsLost, keyOf, refusal } from './answers.ts'
import { readBody } from './read-body.ts'
import { readDelivered } from './read-delivered.ts'
import { createReadQueue } from './read-queue.ts'

/** An adapter as far as the receiver needs it. */
export type ReceivingAdapter = Pick<InvoiceAdapter, 'provider' | 'account' | 'get' | 'webhooks'>

export interface ReceiverSettings {
  store: InvoiceStore
  adapters: readonly ReceivingAdapter[]
  /** Single reads at a time, over all accounts; default 4. */
  readsAtATime?: number
  /** Milliseconds to wait before each further attempt to read an invoice; default `[1000, 10_000]`, then the next sync does it. */
  retryAfterMs?: readonly number[]
  /** Told of reads that failed, for a log; what it throws is ignored. */
  onFailure?: (failure: InvoiceError | StoreError, invoice: AccountName & { invoiceId: string }) => void
}

/** Receives the webhooks of any number of accounts, each at an address that ends in `/provider/account`. */
export interface WebhookReceiver {
  /**
   * The handler, for anything that speaks `Request` and `Response`. Answers 200 as soon as the delivery is stored, and
   * then reads the invoice; 401 without a good signature, 404 for an account that is not there, 413 for a body of more
   * than 1 MiB, 400 for one that is no event, 405 for anything but POST, 500 where somebody has read the body
   * before or no secret is configured, and 503 while the store fails, so that the vendor sends it again. Never rejects.
   */
  fetch(request: Request): Promise<Response>
  /** Reads what a process before this one had received and not read; a sync does so as well. */
  resume(): Promise<void>
  /** Resolves when everything received so far has been read, or given up for now. */
  settled(): Promise<void>
  /** Stops reading; what is left is done by `resume` or the next sync. */
  stop(): void
}

export function createWebhookReceiver(settings: ReceiverSettings): WebhookReceiver {
  const { store, adapters, readsAtATime = 4, retryAfterMs = [1_000, 10_000] } = settings
  const byKey = new Map(adapters.map((adapter) => [accountKey(adapter), adapter]))
  const queue = createReadQueue(readsAtATime)
  const stopping = new AbortController()

  const pauses = new Set<Promise<void>>()

  const read = (adapter: ReceivingAdapter, invoiceId: string, attempt: number): void =>
    queue.add(JSON.stringify([accountKey(adapter), invoiceId]), async () => {
      if (stopping.signal.aborted) return
      const done = await readDelivered(adapter, store, invoiceId, stopping.signal)
      if (done.isOk()) return
      tell(settings, adapter, invoiceId, done.error)
      const waitMs = retryAfterMs[attempt]
      if (waitMs === undefined) return
      const pause = sleep(waitMs, stopping.signal)
        .then(() => read(adapter, invoiceId, attempt + 1))
        .catch(() => {})
        .finally(() => pauses.delete(pause))
      pauses.add(pause)
    })

  const settled = async (): Promise<void> => {
    do {
      await queue.settled()
      await Promise.all(pauses)
    } while (pauses.size > 0 || queue.isBusy())
  }

  return {
    async fetch(request) {
      if (request.method !== 'POST') return answer(405, 'POST only', { allow: 'POST' })
      const key = keyOf(request.url)
      const adapter = byKey.get(key ?? '')
      if (adapter === undefined) return answer(404, 'no such account')
      if (request.bodyUsed) return answer(500, bodyIsLost)
      const body = await readBody(request)
      if (body.isErr()) return body.error === 'too_large' ? answer(413, 'too large') : answer(400, 'cut off')
      const event = await adapter.webhooks.read({ headers: request.headers, body: body.value })
      if (event.isErr()) return refusal(event.error)
      const registered = await registerAccount(store, adapter)
      const state = registered.isErr()
        ? registered
        : await storeDelivery(store, registered.value, event.value)
      if (state.isErr()) return answer(503, 'the store is not available', { 'retry-after': '60' })
      if (state.value === 'pending' && event.value.invoiceId !== null) read(adapter, event.value.invoiceId, 0)
      return answer(200, 'received')
    },
    async resume() {
      for (const [key, adapter] of byKey) {
        const waiting = await pendingInvoices(store, key)
        if (waiting.isOk()) for (const invoiceId of waiting.value) read(adapter, invoiceId, 0)
      }
      await settled()
    },
    settled,
    stop: () => stopping.abort(),
  }
}

function tell(
  { onFailure }: ReceiverSettings,
  { provider, account }: ReceivingAdapter,
  invoiceId: string,
  failure: InvoiceError | StoreError,
): void {
  try {
    onFailure?.(failure, { provider, account, invoiceId })
  } catch {
    // A log that fails must not stop the reading.
  }
}
