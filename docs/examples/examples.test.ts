import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter, InvoiceError } from '@invoice-adapters/core'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'
import { beforeEach, describe, expect, it } from 'vitest'
import { billOrder } from './create-invoice.ts'
import { whatToDo } from './handle-errors.ts'
import { printPayable } from './read-all-invoices.ts'
import { openBilling } from './swap-vendor.ts'

let emulator: Emulator

function open(name?: string, apiKey?: string): InvoiceAdapter {
  const account = emulator.commet.account(name)
  const adapter = createCommetAdapter({
    account: account.name,
    apiKey: apiKey ?? account.apiKey,
    fetch: emulator.commet.fetch,
    now: emulator.clock.now,
    currency: 'USD',
    retry: { attempts: 1 },
  })
  return adapter._unsafeUnwrap()
}

function openInvoices(account: string): { total: number; status: string }[] {
  return emulator.ledger.invoices({ vendor: 'commet', account }).filter(({ status }) => status === 'open')
}

beforeEach(() => {
  emulator = createEmulator({ data: 'demo' })
})

describe('create-invoice', () => {
  it('bills an order once, however often it is called', async () => {
    const billing = open()
    const customer = emulator.ledger
      .customers({ account: billing.account })
      .find(({ externalId, currency }) => externalId !== null && currency === 'USD')
    const order = { id: '1001', customerId: customer!.externalId!, title: 'Chair', amount: 4900 }
    const before = emulator.ledger.invoices().length
    const first = (await billOrder(billing, order))._unsafeUnwrap()
    const second = (await billOrder(billing, order))._unsafeUnwrap()
    expect([first.created, second.created]).toEqual([true, false])
    expect(second.invoice.source.id).toBe(first.invoice.source.id)
    expect(first.invoice).toMatchObject({ total: 4900, currency: 'USD', externalId: 'order-1001' })
    expect(emulator.ledger.invoices()).toHaveLength(before + 1)
  })
})

describe('read-all-invoices', () => {
  it('prints what is payable', async () => {
    const lines: string[] = []
    const evidence = await printPayable(open(), (line) => lines.push(line))
    expect(lines).toHaveLength(openInvoices(open().account).length)
    expect(lines.join('\n')).toContain('past_due')
    expect(evidence.conclusion).toBe('walked')
  })
})

describe('handle-errors', () => {
  it('knows what to do about an error', async () => {
    const failed = await open(undefined, 'ck_wrong').list()
    expect(whatToDo(failed._unsafeUnwrapErr())).toBe('tell whoever runs this')
    const limited = { kind: 'rate_limited', retryAfterMs: 1500 } as InvoiceError
    expect(whatToDo(limited)).toBe('retry in 1500 ms')
  })
})

describe('swap-vendor', () => {
  it('opens the same interface for each vendor, and names the known ones', async () => {
    const memory = openBilling('memory', '')._unsafeUnwrap()
    const commet = openBilling('commet', 'ck_sandbox_1')._unsafeUnwrap()
    expect(Object.keys(memory).sort()).toEqual(Object.keys(commet).sort())
    expect((await memory.list())._unsafeUnwrap().invoices).toEqual([])
    expect(openBilling('paper', '')._unsafeUnwrapErr().message).toContain('commet, memory')
  })
})
