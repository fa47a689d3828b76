import type { WebhookReceiver } from '@invoice-adapters/aggregate/store'
import { Hono } from 'hono'

export function webhookApp(receiver: WebhookReceiver): Hono {
  const app = new Hono()
  app.post('/webhooks/:provider/:account', (context) => receiver.fetch(context.req.raw))
  return app
}
