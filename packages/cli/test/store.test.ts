import { access, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerInvoice } from '@invoice-adapters/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace

beforeAll(async () => {
  place = await openWorkplace()
})

afterAll(async () => {
  await place.close()
})

interface ReportJson {
  report: { asOf: string; aging: { currency: string; outstanding: { amount: string; unknown: number } }[] }
}

/** What is owed by the ledger: in minor units, by currency. */
function owedByLedger(vendor?: string): Record<string, bigint> {
  const owed: Record<string, bigint> = {}
  const paid = ({ amountPaid = 0, payments = [] }: LedgerInvoice): number =>
    payments.length === 0 ? amountPaid : payments.reduce((sum, { amount }) => sum + amount, 0)
  for (const invoice of place.emulator.ledger.invoices(vendor === undefined ? {} : { vendor })) {
    if (invoice.status !== 'open') continue
    owed[invoice.currency] = (owed[invoice.currency] ?? 0n) + BigInt(invoice.total - paid(invoice))
  }
  return owed
}

/** Known sums, and how many invoices are in none, by currency. */
function owedByReport(stdout: string): { owed: Record<string, bigint>; unknown: Record<string, number> } {
  const { report } = JSON.parse(stdout) as ReportJson
  const owed: Record<string, bigint> = {}
  const unknown: Record<string, number> = {}
  for (const { currency, outstanding } of report.aging) {
    if (outstanding.unknown > 0) unknown[currency] = outstanding.unknown
    else owed[currency] = (owed[currency] ?? 0n) + BigInt(outstanding.amount)
  }
  return { owed, unknown }
}

/** The demo has one invoice whose total Whop does not tell, the only open one in pounds. */
function expectAsLedger(stdout: string): void {
  const { GBP: untold = 0n, ...told } = owedByLedger()
  expect(untold).toBeGreaterThan(0n)
  expect(owedByReport(stdout)).toEqual({ owed: told, unknown: { GBP: 1 } })
}

const exists = (name: string): Promise<boolean> =>
  access(join(place.folder, name)).then(
    () => true,
    () => false,
  )

describe('before the first sync', () => {
  it('a report of the vendors comes to what the ledger says, to the minor unit', async () => {
    const run = await place.start('report --json')
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    expectAsLedger(run.stdout)
    expect(await exists('invoices.db')).toBe(false)
  }, 120_000)

  it.each([
    ['report --stored', 12, 'invoices.db is not there yet; invoices sync makes it'],
    ['report --as-of 2026-01-01', 12, 'is not there yet'],
    ['report --live --stored', 2, '--live and --stored are given together; keep one'],
    ['report --live --as-of 2026-01-01', 4, 'only a store can tell'],
    ['report --as-of yesterday', 2, '--as-of must be a date'],
    ['report --locale x', 2, '--locale must be a language tag such as de-CH, not x'],
    ['sync nobody', 3, 'there is no account "nobody"'],
    ['sync --full --incremental', 2, '--full and --incremental are given together; keep one'],
    ['forget acme:cus_1 --yes', 12, 'is not there yet'],
  ])(
    '%s: exit %i, one sentence, no store',
    async (words, code, sentence) => {
      const run = await place.run(words)
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' })
      expect(run.stderr).toContain(sentence)
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(await exists('invoices.db')).toBe(false)
    },
    60_000,
  )
})

describe('a sync', () => {
  it('that is stopped says where it stands, and the next one goes on there', async () => {
    place.emulator.faults.add({
      vendor: 'commet',
      operation: 'get_invoice',
      fault: { kind: 'delay', ms: 400 },
      times: 50,
    })
    const before = place.emulator.requests.length
    const stopped = await place.start('sync acme --json', {
      killWhen: () => place.emulator.requests.length > before + 8,
    })
    place.emulator.faults.clear()
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toMatch(
      /acme: stopped; \d+ new or changed invoices? (is|are) stored, and the next sync goes on there/,
    )
    const unfinished = await place.run('report --stored')
    expect(unfinished).toMatchObject({ code: 4, stdout: '' })
    const next = await place.start('sync --json')
    expect({ code: next.code, stderr: next.stderr }).toEqual({ code: 0, stderr: '' })
    const { runs } = JSON.parse(next.stdout) as {
      runs: { account: string; resumed: number; state: string }[]
    }
    expect(runs.map(({ account, resumed, state }) => [account, resumed, state])).toEqual([
      ['acme', 1, 'done'],
      ['books', 0, 'done'],
      ['shop', 0, 'done'],
    ])
    const stored = await place.run('report --stored --json')
    expect({ code: stored.code, stderr: stored.stderr }).toEqual({ code: 0, stderr: '' })
    expectAsLedger(stored.stdout)
    expect((await stat(join(place.folder, 'invoices.db'))).mode & 0o077).toBe(0)
  }, 120_000)

  it('keeps the past: what was paid since was still owed then', async () => {
    const then = new Date().toISOString()
    const owedThen = owedByLedger()
    // The vendor's clock stands still; what happens now is to happen after what was.
    place.emulator.clock.set(new Date(Date.parse(then) + 1_000).toISOString())
    const owes = place.emulator.ledger
      .invoices({ vendor: 'commet' })
      .find(({ status, currency }) => status === 'open' && currency === 'USD')
    const paid = await place.run(`status acme:${owes?.id} paid`)
    expect(paid.code).toBe(0)
    expect(owedByLedger().USD).toBe((owedThen.USD ?? 0n) - BigInt(owes?.total ?? 0))
    const synced = await place.run('sync acme')
    expect(synced).toMatchObject({ code: 0, stderr: '' })
    expect(synced.stdout).toMatch(/acme +│ incremental │ done +│ +0 │ +1 │/)
    expect(synced.stdout).toContain('acme: not seen until the next full sync: ')
    expectAsLedger((await place.run('report --stored --json')).stdout)
    const past = await place.run(`report --as-of ${then} --json`)
    expect(owedByReport(past.stdout).owed.USD).toBe(owedThen.USD)
  }, 120_000)

  it('that cannot reach one account brings in the others, and says so', async () => {
    place.emulator.faults.add({ vendor: 'asset', fault: { kind: 'status', status: 500 }, times: 50 })
    const run = await place.run('sync --json')
    place.emulator.faults.clear()
    expect(run.code).toBe(8)
    expect(run.stderr).toContain('books: ')
    const { runs } = JSON.parse(run.stdout) as { runs: { account: string; state: string }[] }
    expect(runs.filter(({ state }) => state === 'done').map(({ account }) => account)).toEqual([
      'acme',
      'shop',
    ])
  }, 120_000)
})

describe('the files of a report', () => {
  it('are written whole, and nothing is replaced unless told to', async () => {
    const run = await place.run('report --stored --html page.html --csv tables/today --locale de-DE')
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    expect(run.stdout).toContain('Written: page.html, tables/today (8 tables)')
    const page = await readFile(join(place.folder, 'page.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('Diwan Trading')
    const sheets = await readdir(join(place.folder, 'tables/today'))
    expect(sheets.toSorted()).toEqual(
      ['aging', 'customers', 'debtors', 'doubtful', 'dso', 'duplicates', 'failures', 'totals'].map(
        (one) => `${one}.csv`,
      ),
    )
    const before = place.emulator.requests.length
    for (const words of ['report --html page.html', 'report --csv tables/today', 'report --html folder']) {
      if (words.endsWith('folder')) await mkdir(join(place.folder, 'folder'))
      const refused = await place.run(words)
      expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 4, stdout: '' })
      expect(refused.stderr).toMatch(/exists already; --force replaces it/)
    }
    expect(place.emulator.requests).toHaveLength(before)
    expect((await place.run('report --stored --html page.html --force')).code).toBe(0)
    const left = (await readdir(place.folder)).filter((name) => name.endsWith('.tmp'))
    expect(left).toEqual([])
  }, 120_000)
})

describe('forgetting', () => {
  it('wants a yes, then leaves the sums and takes the person', async () => {
    const [person] = place.emulator.ledger
      .customers({ vendor: 'whop' })
      .filter(({ name }) => name === 'Diwan Trading')
    const refused = await place.run(`forget shop:${person?.id}`)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('nothing was done: there is no terminal to ask on; --yes')
    const before = await place.run('report --stored --json')
    expect(before.stdout).toContain('Diwan Trading')
    const done = await place.run(`forget shop:${person?.id} --yes`)
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' })
    expect(done.stdout).toMatch(/is erased from \d+ stored readings?\./)
    const after = await place.run('report --stored --json')
    expect(after.stdout).not.toContain('Diwan Trading')
    expect(owedByReport(after.stdout)).toEqual(owedByReport(before.stdout))
  }, 120_000)

  it.each([
    ['forget cus_1 --yes', 2, 'cus_1 must be ACCOUNT:CUSTOMER, such as books:cus_1'],
    ['forget nobody:cus_1 --yes', 3, 'the store has no account "nobody"; it has books, acme, shop'],
  ])('%s: exit %i', async (words, code, sentence) => {
    const run = await place.run(words)
    expect(run.code).toBe(code)
    expect(run.stderr).toContain(sentence)
  })
})
