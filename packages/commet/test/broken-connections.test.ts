import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { endpoints } from './endpoints.ts'
import { adapterFor, prefix } from './wire-recorder.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A real socket: what breaks there is not simulated. */
function serve(handle: (path: string, method: string, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    handle((request.url ?? '').replace(prefix, ''), request.method ?? '', response)
  })
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`)
    })
  })
}

const broken: { what: string; read: string; breakIt: (response: ServerResponse) => void }[] = [
  { what: 'no answer in time', read: 'timeout', breakIt: () => undefined },
  {
    what: 'a connection that is cut before the answer',
    read: 'network',
    breakIt: (response) => response.destroy(),
  },
  {
    what: 'a body that is cut',
    read: 'network',
    breakIt(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      response.write('{"success":true,"data":{"id":"inv_')
      setTimeout(() => response.destroy(), 5)
    },
  },
  {
    what: 'a body that stalls',
    read: 'timeout',
    breakIt(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"success":true,')
    },
  },
  {
    what: 'a body of fifty megabytes',
    read: 'unexpected_response',
    breakIt(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = ' '.repeat(1024 * 1024)
      let left = 50
      const more = (): void => {
        left -= 1
        if (left < 0) response.end('{}')
        else response.write(chunk, more)
      }
      response.on('error', () => undefined)
      more()
    },
  },
]

for (const endpoint of endpoints) {
  describe(endpoint.name, () => {
    it.each(broken)('$what is told by its kind', async ({ read, breakIt }) => {
      const baseUrl = await serve((path, method, response) => {
        const beside = endpoint.beside.find((one) => method === 'GET' && one.path === path)
        if (beside) response.end(JSON.stringify(beside.inTurn[0]))
        else breakIt(response)
      })
      // Long enough for what is asked beside on a busy machine; only what never comes waits for it.
      const timeout = { attemptMs: read === 'timeout' ? 400 : 20_000 }
      const result = await endpoint.call(adapterFor(endpoint.version, { baseUrl, timeout }))
      expect(result.isOk() ? result.value : result.error.kind).toBe(
        endpoint.isWrite ? 'outcome_unknown' : read,
      )
    })

    it('nobody listening is network, also for a write: it never left', async () => {
      const baseUrl = await serve((_, __, response) => response.destroy())
      const server = servers.pop()
      await new Promise((resolve) => server?.close(resolve))
      const result = await endpoint.call(adapterFor(endpoint.version, { baseUrl }))
      expect(result._unsafeUnwrapErr().kind).toBe('network')
    })
  })
}
