import { createCommetAdapter } from '@invoice-adapters/commet'
import { createEmulator } from '@invoice-adapters/emulator'
import { afterEach, expect, it, vi } from 'vitest'
import { openAccounts } from '../one-interface/accounts.ts'
import { openBilling, printInvoices } from './first-program.ts'
import { openAsset } from './open-asset.ts'
import { checkCommet } from './open-commet.ts'
import { draftBill } from './open-whop.ts'
import { paperbillHarness } from './paperbill/harness.ts'
import { holdToContract } from './run-the-kit.ts'
import { billWithLostAnswer } from './use-emulator.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it.each(Object.keys(openAccounts))('first-program prints what is payable: %s', async (name) => {
  const account = openAccounts[name]?.()
  if (account === undefined) throw new Error(`no account ${name}`)
  for (const order of ['a', 'b']) {
    expect((await account.adapter.create(account.newInvoice(order, 1_000))).isOk()).toBe(true)
  }
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await printInvoices(account.adapter)
  expect(log).toHaveBeenCalledTimes(3)
  expect(log).toHaveBeenLastCalledWith('walked')
})

it('first-program says what is wrong with a key', () => {
  expect(openBilling('sk_not_commet')._unsafeUnwrapErr().message).toContain('apiKey: must begin with ck_')
  expect(openBilling('ck_live_1').isOk()).toBe(true)
})

it('open-commet asks for the key, and once more when it is not accepted', async () => {
  const emulator = createEmulator({ data: 'demo' })
  const { apiKey, mode } = emulator.commet.account()
  vi.stubGlobal('fetch', emulator.commet.fetch)
  const keys = ['ck_outdated', apiKey]
  const check = await checkCommet(async () => keys.shift() ?? apiKey)
  expect(check._unsafeUnwrap().mode).toBe(mode === 'live' ? 'live' : 'test')
  expect(keys).toEqual([])
})

it('open-asset reads the secrets when they are needed, and once more when they are refused', async () => {
  const emulator = createEmulator({ data: { accounts: [{ vendor: 'asset', name: 'books' }] } })
  const account = emulator.asset.account()
  const { businessId, clientId } = account
  const secrets = ['secret_of_last_month', account.clientSecret]
  vi.stubGlobal('fetch', emulator.asset.fetch)
  vi.useFakeTimers({ toFake: ['Date'], now: emulator.clock.now() })
  const readSecret = async (name: string): Promise<string> =>
    name === 'clientId' ? clientId : (secrets.shift() ?? '')
  const books = { businessId, ledgerId: account.ledgerId('Service Revenue') }
  const check = await openAsset(readSecret, books)._unsafeUnwrap().check()
  expect(check._unsafeUnwrap()).toMatchObject({ mode: 'test', accountId: businessId })
  expect(secrets).toEqual([])
})

it('open-whop makes a draft, of which nobody hears', async () => {
  const emulator = createEmulator({ data: { accounts: [{ vendor: 'whop', name: 'atelier' }] } })
  const { companyId, apiKey } = emulator.whop.account()
  vi.stubGlobal('fetch', emulator.whop.fetch)
  vi.useFakeTimers({ toFake: ['Date'], now: emulator.clock.now() })
  const drafted = (await draftBill({ companyId, apiKey }, '1001'))._unsafeUnwrap()
  expect(drafted.invoice).toMatchObject({ status: 'draft', total: 90_000, externalId: 'order-1001' })
  expect(emulator.ledger.invoices({ vendor: 'whop' })).toMatchObject([{ status: 'draft', total: 90_000 }])
  const again = await draftBill({ companyId, apiKey }, '1001')
  expect(again._unsafeUnwrap().created).toBe(false)
})

it('use-emulator shows that a lost answer bills nobody twice', async () => {
  const { result, billed } = await billWithLostAnswer((emulator) => {
    const { name, apiKey } = emulator.commet.account()
    const { fetch } = emulator.commet
    const options = { account: name, apiKey, fetch, currency: 'USD', now: emulator.clock.now }
    return createCommetAdapter(options)._unsafeUnwrap()
  })
  expect(result._unsafeUnwrap().invoice.total).toBe(4_900)
  expect(billed).toBe(1)
})

it('run-the-kit hands over every promise, and says what the harness cannot show', async () => {
  const promises: (() => Promise<void>)[] = []
  const gaps = holdToContract((_, run) => promises.push(run), paperbillHarness)
  expect(promises.length).toBeGreaterThan(150)
  for (const run of promises.slice(0, 3)) await run()
  for (const gap of gaps()) expect(gap).toContain(': ')
})
