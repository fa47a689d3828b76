import { nodeHandler, type WebhookReceiver } from '@invoice-adapters/aggregate/store'
import express, { type Express } from 'express'

export function webhookApp(receiver: WebhookReceiver): Express {
  const app = express()
  // Before any body parser: the signature is over the bytes as they arrived.
  app.post('/webhooks/:provider/:account', nodeHandler(receiver))
  app.use(express.json())
  return app
}
