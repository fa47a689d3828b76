import { createCommetAdapter } from '@invoice-adapters/commet'
import { orThrow } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { type OpenedAdapter, seeRequests, type Trial } from './seen-requests.ts'

async function open(): Promise<OpenedAdapter> {
  const emulator = createEmulator()
  const { apiKey } = emulator.commet.account()
  const adapter = createCommetAdapter({ account: 'a', apiKey, fetch: emulator.commet.fetch })
  return { emulator, adapter: await orThrow(adapter) }
}

const trials: Trial[] = [
  { operation: 'check', call: (adapter) => adapter.check() },
  { operation: 'get', call: (adapter) => adapter.get('inv_none') },
  { operation: 'delete', call: (adapter) => adapter.delete('inv_none') },
]

describe('seeRequests', () => {
  it('keeps every request of every operation, and says what failed and what was forgotten', async () => {
    const { seen, untried } = await seeRequests(['x'], open, trials)
    expect(seen).toEqual([
      { operation: 'check', dialect: 'x', method: 'GET', path: '/api/v1/invoices' },
      { operation: 'check', dialect: 'x', method: 'GET', path: '/api/v1/customers' },
      { operation: 'get', dialect: 'x', method: 'GET', path: '/api/v1/invoices/inv_none' },
    ])
    expect(untried).toContain('list is not tried out in x')
    expect(untried).toContainEqual(expect.stringMatching(/^get fails in x: /))
    expect(untried.filter((one) => /^(check|delete|webhooks.read)/.test(one))).toEqual([])
  })
})
