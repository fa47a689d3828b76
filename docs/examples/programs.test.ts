import { createEmulator } from '@invoice-adapters/emulator'
import { afterEach, expect, it, vi } from 'vitest'
import { printInvoices } from './first-program.ts'
import { checkCommet } from './open-commet.ts'

afterEach(() => vi.restoreAllMocks())

it('first-program prints what is payable and how far it got', async () => {
  const emulator = createEmulator({ data: 'demo' })
  const log = vi.spyOn(console, 'log').mockReturnValue()
  await printInvoices(emulator.commet.account().apiKey, { fetch: emulator.commet.fetch })
  const open = emulator.ledger.invoices({ vendor: 'commet' }).filter(({ status }) => status === 'open')
  expect(log).toHaveBeenCalledTimes(open.length + 1)
  expect(log).toHaveBeenLastCalledWith('walked')
})

it('first-program says what is wrong with a key', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  await printInvoices('sk_not_commet')
  expect(error.mock.lastCall?.[0]).toContain('apiKey: must begin with ck_')
})

it('open-commet asks for the key, and once more when it is not accepted', async () => {
  const emulator = createEmulator({ data: 'demo' })
  const { apiKey, mode } = emulator.commet.account()
  vi.stubGlobal('fetch', emulator.commet.fetch)
  const keys = ['ck_outdated', apiKey]
  const check = await checkCommet(async () => keys.shift() ?? apiKey)
  vi.unstubAllGlobals()
  expect(check._unsafeUnwrap().mode).toBe(mode === 'live' ? 'live' : 'test')
  expect(keys).toEqual([])
})
