import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { nodeHandler, type WebhookReceiver } from '@invoice-adapters/aggregate/store'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'

export interface Listening {
  /** `http://127.0.0.1:4020` */
  origin: string
  /** Takes no more deliveries, and lets those under way be answered. */
  close(): Promise<void>
}

export interface ReceiverAt {
  host: string
  /** 0: a free one. */
  port: number
  /** Told of each answer. */
  onAnswer(path: string, status: number): void
}

export async function serveReceiver(
  receiver: WebhookReceiver,
  { host, port, onAnswer }: ReceiverAt,
): Promise<Result<Listening, Failure>> {
  const handle = nodeHandler(receiver)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    response.once('finish', () => onAnswer(path, response.statusCode))
    handle(request, response)
  })
  const problem = await listen(server, host, port)
  if (problem !== null) {
    const why = reasons[problem] ?? problem
    return err(failure('input', `${host}:${port} cannot be served: ${why}`))
  }
  const bound = server.address()
  const shown = host.includes(':') ? `[${host}]` : host
  const own = typeof bound === 'object' && bound !== null ? bound.port : port
  return ok({ origin: `http://${shown}:${own}`, close: () => close(server) })
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'the port is in use; choose another with --port',
  EACCES: 'this user may not; choose a port above 1023',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'this machine has no such address',
}

/** Null, or the code of what went wrong. */
function listen(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => resolve(null))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
