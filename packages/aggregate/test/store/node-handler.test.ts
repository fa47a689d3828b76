import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { type NodeRequest, nodeHandler } from '../../src/webhooks/node-handler.ts'
import { begin, eventsOf, messages, payOne } from './webhook-world.ts'

describe("Node's own server", () => {
  it('hands on the raw body', async () => {
    const world = await begin('sqlite::memory:')
    payOne(world)
    const server = createServer(nodeHandler(world.receiver))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const [message] = messages(world)
    const good = message!()
    const post = (body: string, headers: Headers) =>
      fetch(`http://127.0.0.1:${port}/hooks/commet/main`, { method: 'POST', headers, body })
    const body = await good.text()
    expect((await post(body, good.headers)).status).toBe(200)
    expect((await post(`${body} `, good.headers)).status).toBe(401)
    await world.receiver.settled()
    server.close()
    expect(await eventsOf(world.store)).toHaveLength(1)
  })
})

describe('a request of Node that others have handled before', () => {
  it.each<[string, (raw: string) => Partial<NodeRequest>, number]>([
    ['with raw bytes', (raw) => ({ body: Buffer.from(raw) }), 200],
    ['with an ArrayBuffer', (raw) => ({ body: Uint8Array.from(Buffer.from(raw)).buffer }), 200],
    ['with raw text', (raw) => ({ body: raw }), 200],
    [
      'with raw bytes beside what was parsed',
      (raw) => ({ body: JSON.parse(raw), rawBody: Buffer.from(raw) }),
      200,
    ],
    ['with parsed JSON alone', (raw) => ({ body: JSON.parse(raw) }), 500],
    ['with a stream that was read', () => ({ readableEnded: true }), 500],
  ])('%s', async (_, given, expected) => {
    const world = await begin('sqlite::memory:')
    payOne(world)
    const [message] = messages(world)
    const good = message!()
    const text = await good.text()
    let told = ''
    const response = {
      statusCode: 0,
      setHeader: () => {},
      end: (answer: string) => {
        told = answer
      },
    }
    async function* nothing(): AsyncGenerator<Uint8Array> {}
    const headers = Object.fromEntries(good.headers)
    const request = { method: 'POST', url: '/commet/main', headers, ...given(text) }
    nodeHandler(world.receiver)({ ...request, [Symbol.asyncIterator]: nothing }, response)
    await vi.waitFor(() => expect(response.statusCode).toBe(expected))
    if (expected === 500) expect(told).toContain('before body parsers')
  })
})
