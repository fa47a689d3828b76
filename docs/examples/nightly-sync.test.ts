import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMoney } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { expect, it, onTestFinished } from 'vitest'
import { openAccounts } from '../demo/accounts.ts'
import { nightly } from './nightly-sync.ts'

const owed = ['open', 'past_due']

it('writes what the ledger holds each night, and says which account stopped', async () => {
  const emulator = createEmulator({ data: 'demo', clock: { start: new Date().toISOString() } })
  const origins = await emulator.listen()
  const folder = mkdtempSync(join(tmpdir(), 'nightly-'))
  onTestFinished(async () => {
    await origins.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const accounts = (await openAccounts(emulator, origins)).filter(({ provider }) => provider === 'asset')
  const night = async (): Promise<string[]> =>
    (await nightly(accounts, `sqlite:${join(folder, 'invoices.db')}`, folder))._unsafeUnwrap().stopped
  const outstanding = (): string => {
    const open = emulator.ledger.invoices({ vendor: 'asset' }).filter(({ status }) => owed.includes(status))
    const sum = open.reduce((all, { total, amountPaid = 0 }) => all + total - amountPaid, 0)
    return String(formatMoney(sum, 'USD'))
  }
  expect(await night()).toEqual([])
  const first = outstanding()
  expect(first).toMatch(/[1-9]/)
  const page = readFileSync(join(folder, 'report.html'), 'utf8')
  expect(page).toContain(first)
  expect(readFileSync(join(folder, 'aging.csv'), 'utf8').split('\n').length).toBeGreaterThan(1)
  emulator.faults.add({
    vendor: 'asset',
    fault: { kind: 'status', status: 503 },
    times: Number.POSITIVE_INFINITY,
  })
  const stopped = await night()
  expect(stopped).toHaveLength(1)
  expect(stopped[0]).toContain('books')
})
