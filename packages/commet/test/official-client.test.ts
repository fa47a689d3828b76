import { API_VERSION, type Commet, SDK_VERSION } from '@commet/node'
import { commetRoutes } from '@invoice-adapters/emulator'
import { callsOf, describeCalls } from '@invoice-adapters/tooling/official-client'
import { describe, expect, it } from 'vitest'
import { customerCalls } from './official-client/customer-calls.ts'
import { invoiceCalls } from './official-client/invoice-calls.ts'
import { clientVersion, judgedWorld, withClient } from './official-client/judge.ts'

const calls = [...invoiceCalls, ...customerCalls]

describeCalls(calls, {
  dialect: clientVersion,
  routes: commetRoutes,
  open() {
    const { emulator, adapter } = judgedWorld()
    return { requests: emulator.requests, withClient: (use) => withClient(emulator, use), adapter }
  },
  answers: (answer) => expect(answer).toMatchObject({ success: true }),
})

describe('the table of calls', () => {
  it('has every invoice and customer call of the client, once', async () => {
    const { emulator } = judgedWorld()
    const all = (commet: Commet): string[] => [
      ...callsOf('invoices', commet.invoices),
      ...callsOf('customers', commet.customers),
    ]
    const offered = await withClient(emulator, async (commet) => all(commet))
    expect(calls.map(({ name }) => name).sort()).toEqual(offered.sort())
  })

  it('says of each call either how the adapter makes it or why it does not', () => {
    for (const { name, pairs, clientOnly } of calls)
      expect([name, pairs.length > 0]).toEqual([name, clientOnly === undefined])
  })

  it('is about the client that is installed', () => {
    expect([SDK_VERSION, API_VERSION]).toEqual(['7.10.0', clientVersion])
  })
})
