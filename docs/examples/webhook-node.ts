import { createServer, type Server } from 'node:http'
import { nodeHandler, type WebhookReceiver } from '@invoice-adapters/aggregate/store'

export function webhookServer(receiver: WebhookReceiver): Server {
  return createServer(nodeHandler(receiver))
}
