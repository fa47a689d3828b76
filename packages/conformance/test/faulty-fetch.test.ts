import { describe, expect, test } from 'vitest'
import { createFaultyFetch, type FaultyFetch, type VendorWords } from '../src/index.ts'

const words: VendorWords = {
  operationOf: ({ method, url }) => {
    if (method === 'POST') return url.pathname === '/bills' ? 'create' : 'setStatus'
    return url.pathname === '/bills' ? 'list' : 'get'
  },
  continuesList: (url) => url.searchParams.has('after'),
  keyOf: ({ headers }) => headers.get('idempotency-key'),
  errorBody: (status, message) => ({ error: { status, message } }),
  idOf: (value) => ('id' in value && typeof value.id === 'string' ? value.id : null),
  changedRecord: (record, change) => ({ ...record, change }),
  otherContent: (_body, what) => JSON.stringify({ other: what }),
}

/** A vendor that holds two bills, counts what it is asked to do, and knows addresses beside JSON. */
function vendor(): FaultyFetch & { done: string[] } {
  const done: string[] = []
  const states: Record<string, string> = { a: 'unpaid', b: 'unpaid' }
  const answer = async (request: Request): Promise<Response> => {
    const [, , id = ''] = new URL(request.url).pathname.split('/')
    if (id === 'gone') return new Response(null, { status: 204 })
    if (request.method === 'GET' && id !== '') return Response.json({ id, state: states[id] })
    if (request.method === 'GET')
      return Response.json({ bills: Object.keys(states).map((one) => ({ id: one })) })
    done.push(`${id} ${await request.text()}`)
    if (id === '') {
      states.c = 'unpaid'
      return Response.json({ bill: { id: 'c' } })
    }
    states[id] = 'settled'
    return Response.json({ id, state: 'settled' })
  }
  return { ...createFaultyFetch((input, init) => answer(new Request(input, init)), words), done }
}

async function ask(way: FaultyFetch, path: string, init?: RequestInit): Promise<unknown> {
  const answer = await way.fetch(`https://vendor.example${path}`, init)
  const text = await answer.text()
  return text === '' ? answer.status : JSON.parse(text)
}

const post: RequestInit = { method: 'POST', body: 'x' }

describe('a faulty fetch', () => {
  test('leaves alone what no fault strikes, and writes down what arrives', async () => {
    const way = vendor()
    expect(await ask(way, '/bills/a')).toEqual({ id: 'a', state: 'unpaid' })
    expect(await ask(way, '/bills/gone')).toBe(204)
    expect(way.received.map(({ operation, write, requestId }) => [operation, write, requestId])).toEqual([
      ['get', false, 'req_1'],
      ['get', false, 'req_2'],
    ])
  })

  test('reads another record, and answers a write under another id without touching the other', async () => {
    const way = vendor()
    way.faults.inject({ kind: 'other_record', id: 'a', instead: 'b' }, { on: 'any', times: 2 })
    expect(await ask(way, '/bills/a/settle', post)).toEqual({ id: 'b', state: 'settled' })
    expect(await ask(way, '/bills/a')).toEqual({ id: 'b', state: 'unpaid' })
    expect(way.done).toEqual(['a x'])
  })

  test('does something else before the request arrives', async () => {
    const way = vendor()
    const work = async (): Promise<void> => void (await ask(way, '/bills/b/settle', post))
    way.faults.inject({ kind: 'meanwhile', work }, { on: 'setStatus' })
    await ask(way, '/bills/a/settle', post)
    expect(way.done).toEqual(['b x', 'a x'])
  })

  test('tells what was told before, once a change was made', async () => {
    const way = vendor()
    way.faults.inject({ kind: 'stale_read' }, { on: 'get', times: 9 })
    expect(await ask(way, '/bills/a')).toEqual({ id: 'a', state: 'unpaid' })
    await ask(way, '/bills/a/settle', post)
    expect(await ask(way, '/bills/a')).toEqual({ id: 'a', state: 'unpaid' })
    way.faults.clear()
    expect(await ask(way, '/bills/a')).toEqual({ id: 'a', state: 'settled' })
  })

  test('hides from lists what is created while it is told to, in an envelope too', async () => {
    const way = vendor()
    way.faults.inject({ kind: 'hidden_from_lists' }, { on: 'create', times: 9 })
    await ask(way, '/bills', post)
    expect(await ask(way, '/bills')).toEqual({ bills: [{ id: 'a' }, { id: 'b' }] })
    expect(await ask(way, '/bills/c')).toEqual({ id: 'c', state: 'unpaid' })
    way.faults.clear()
    expect(await ask(way, '/bills')).toEqual({ bills: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
  })

  test('lets a late write happen when it is let', async () => {
    const way = vendor()
    way.faults.inject({ kind: 'commit_after_timeout' }, { on: 'setStatus' })
    const given = ask(way, '/bills/a/settle', { ...post, signal: AbortSignal.timeout(5) })
    await expect(given).rejects.toThrow()
    expect(way.done).toEqual([])
    await way.faults.settle()
    expect(way.done).toEqual(['a x'])
  })

  test('lets so many requests pass, and strikes so many', async () => {
    const way = vendor()
    way.faults.inject(
      { kind: 'changed_record', id: 'a', change: 'wrong_type' },
      { on: 'get', after: 1, times: 1 },
    )
    const told = [await ask(way, '/bills/a'), await ask(way, '/bills/a'), await ask(way, '/bills/a')]
    expect(told.map((one) => JSON.stringify(one).includes('wrong_type'))).toEqual([false, true, false])
  })

  test('answers in the vendor’s place, after the work where it is told so', async () => {
    const way = vendor()
    way.faults.inject({ kind: 'failure_in_success' }, { on: 'setStatus' })
    const failure = { error: { status: 200, message: 'inside a success' } }
    expect(await ask(way, '/bills/a/settle', post)).toEqual(failure)
    expect(way.done).toEqual([])
    way.faults.inject({ kind: 'status', status: 500, afterCommit: true }, { on: 'setStatus' })
    expect(await ask(way, '/bills/a/settle', post)).toEqual({ error: { status: 500, message: 'as told' } })
    expect(way.done).toEqual(['a x'])
  })
})
