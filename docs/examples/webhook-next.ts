// app/webhooks/[provider]/[account]/route.ts
import process from 'node:process'
import { openReceiver } from './webhook-receiver.ts'

/** The receiver needs Node: the edge runtime has neither SQLite nor sockets for PostgreSQL. */
export const runtime = 'nodejs'

let opened: ReturnType<typeof openReceiver> | null = null

export async function POST(request: Request): Promise<Response> {
  opened ??= openReceiver({
    address: process.env.INVOICE_STORE ?? 'sqlite:./invoices.db',
    apiKey: process.env.COMMET_API_KEY ?? '',
    webhookSecret: process.env.COMMET_WEBHOOK_SECRET ?? '',
  })
  const receiver = await opened
  if (receiver.isOk()) return receiver.value.fetch(request)
  console.error(receiver.error.message)
  // The vendor sends it again, and the next request tries anew.
  opened = null
  return new Response('not ready\n', { status: 503 })
}
