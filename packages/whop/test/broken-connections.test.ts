import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { InvoiceError, Result } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { type Endpoint, endpoints } from './endpoints.ts'
import { adapterFor, prefix } from './wire-recorder.ts'

interface Breakage {
  what: string
  read: string
  attemptMs: number
  breakIt: (response: ServerResponse) => void
}

const patient = 20_000

const broken: Breakage[] = [
  { what: 'no answer in time', read: 'timeout', attemptMs: 300, breakIt: () => undefined },
  {
    what: 'a connection that is cut before the answer',
    read: 'network',
    attemptMs: patient,
    breakIt: (response) => response.destroy(),
  },
  {
    what: 'a body that is cut',
    read: 'network',
    attemptMs: patient,
    breakIt(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      response.write('{"id":"inv_')
      setTimeout(() => response.destroy(), 5)
    },
  },
  {
    what: 'a body that stalls',
    read: 'timeout',
    attemptMs: 300,
    breakIt(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":[')
    },
  },
]

const huge: Breakage = {
  what: 'a body of twenty megabytes',
  read: 'unexpected_response',
  attemptMs: patient,
  breakIt(response) {
    response.writeHead(200, { 'content-type': 'application/json' })
    const chunk = ' '.repeat(1024 * 1024)
    let left = 20
    const more = (): void => {
      left -= 1
      if (left < 0) response.end('{}')
      else response.write(chunk, more)
    }
    response.on('error', () => undefined)
    more()
  },
}

/** A real socket: what breaks there is not simulated. Everything beside the endpoint is answered well. */
async function callBroken(
  endpoint: Endpoint,
  { breakIt, attemptMs }: Breakage,
): Promise<Result<unknown, InvoiceError>> {
  const server = createServer((request, response) => {
    request.resume()
    const path = (request.url ?? '').replace(prefix, '')
    const beside = endpoint.beside.find((one) => request.method === 'GET' && one.path === path)
    if (beside) response.end(JSON.stringify(beside.inTurn[0]))
    else breakIt(response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`
  const result = await endpoint.call(adapterFor(endpoint.version, { baseUrl, timeout: { attemptMs } }))
  server.closeAllConnections()
  server.close()
  return result
}

/** Where somebody listened a moment ago. */
async function deadAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}${prefix}`
}

for (const endpoint of endpoints) {
  describe(endpoint.name, () => {
    it.concurrent.each([...broken, huge])('$what is told by its kind', async (breakage) => {
      const result = await callBroken(endpoint, breakage)
      expect(result.isOk() ? result.value : result.error.kind).toBe(
        endpoint.isWrite ? 'outcome_unknown' : breakage.read,
      )
    })

    it('nobody listening is network, also for a write: it never left', async () => {
      const baseUrl = await deadAddress()
      const result = await endpoint.call(adapterFor(endpoint.version, { baseUrl }))
      expect(result._unsafeUnwrapErr().kind).toBe('network')
    })
  })
}
