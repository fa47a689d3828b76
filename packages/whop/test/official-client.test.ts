import { whopRoutes } from '@invoice-adapters/emulator'
import { callsOf, describeCalls } from '@invoice-adapters/tooling/official-client'
import { describe, expect, it } from 'vitest'
import { changeCalls } from './official-client/change-calls.ts'
import { createCalls } from './official-client/create-calls.ts'
import { clientOf, clientVersion, judgedWorld } from './official-client/judge.ts'
import { callsElsewhere, partCalls } from './official-client/part-calls.ts'
import { readingCalls } from './official-client/reading-calls.ts'

const calls = [...readingCalls, ...createCalls, ...changeCalls, ...partCalls]

describeCalls(calls, {
  dialect: clientVersion,
  routes: whopRoutes,
  open() {
    const { emulator, adapter } = judgedWorld()
    return { requests: emulator.requests, withClient: (use) => use(clientOf(emulator)), adapter }
  },
})

describe('the table of calls', () => {
  const whop = clientOf(judgedWorld().emulator)

  it('has every call of the client on invoices and on what belongs to them, once', () => {
    const offered = (['invoices', 'plans', 'payments', 'members', 'products'] as const).flatMap((resource) =>
      callsOf(resource, whop[resource]),
    )
    expect([...calls.map(({ name }) => name), ...callsElsewhere].sort()).toEqual(offered.sort())
  })

  it('says of each call either how the adapter makes it or why it does not', () => {
    for (const { name, pairs, clientOnly } of calls)
      expect([name, pairs.length > 0]).toEqual([name, clientOnly === undefined])
  })

  it('is about the client that is installed', async () => {
    const { emulator } = judgedWorld()
    await clientOf(emulator).invoices.list()
    const [request] = emulator.requests
    expect(request?.headers).toMatchObject({
      'user-agent': 'Whop/JS 0.0.42',
      'api-version-date': clientVersion,
    })
  })
})
