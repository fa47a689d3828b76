import {
  createWebhookReceiver,
  openStore,
  type StoreError,
  type WebhookReceiver,
} from '@invoice-adapters/aggregate/store'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { err, type InvalidInput, type Result } from '@invoice-adapters/core'

/** One receiver for every account; each has an address of its own, which ends in `/commet/acme`. */
export async function openReceiver(settings: {
  address: string
  apiKey: string
  webhookSecret: string
}): Promise<Result<WebhookReceiver, StoreError | InvalidInput>> {
  const { address, apiKey, webhookSecret } = settings
  const acme = createCommetAdapter({ account: 'acme', apiKey, webhookSecrets: [webhookSecret] })
  if (acme.isErr()) return err(acme.error)
  const store = await openStore(address)
  return store.map((opened) =>
    createWebhookReceiver({
      store: opened,
      adapters: [acme.value],
      onFailure: (failure, { invoiceId }) => console.error(invoiceId, failure.message),
    }),
  )
}
