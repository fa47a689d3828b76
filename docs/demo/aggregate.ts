import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgingTable, aggregate, createReport } from '@invoice-adapters/aggregate'
import { type InvoiceStore, openStore, storedAging, syncAccount } from '@invoice-adapters/aggregate/store'
import { type InvoiceAdapter, orThrow } from '@invoice-adapters/core'
import type { Emulator } from '@invoice-adapters/emulator'
import { agingTable } from './tables.ts'

type Print = (text: string) => void

/**
 * All accounts as one: read live, synced into a store of their own, and aged from both. Gives the sums that the ledger
 * does not bear out; empty when all is well.
 */
export async function showAggregate(
  emulator: Emulator,
  accounts: InvoiceAdapter[],
  print: Print,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'invoices-'))
  try {
    const live = await readLive(emulator, accounts, print)
    const opened = await openStore(`sqlite:${join(folder, 'invoices.db')}`, { now: emulator.clock.now })
    if (opened.isErr()) return [opened.error.message]
    const failed = await syncAll(opened.value, accounts, print)
    const stored = await orThrow(storedAging(opened.value))
    print(`\nWhat is owed, by days past due\n${agingTable(stored)}`)
    const closed = await opened.value.close()
    if (closed.isErr()) return [closed.error.message]
    return [...failed, ...wrongSums('live', live, emulator), ...wrongSums('stored', stored, emulator)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readLive(emulator: Emulator, accounts: InvoiceAdapter[], print: Print): Promise<AgingTable[]> {
  const reading = aggregate(accounts)
  const report = await orThrow(createReport(reading, { now: emulator.clock.now }))
  const read = reading.evidence().map(({ account, invoices }) => `${invoices} of ${account}`)
  print(`\nRead at once, as one listing: ${read.join(', ')}`)
  return report.aging
}

/** Gives what went wrong, in sentences. */
async function syncAll(store: InvoiceStore, accounts: InvoiceAdapter[], print: Print): Promise<string[]> {
  print('\nSynced into a store')
  const failed: string[] = []
  for (const account of accounts) {
    const run = await syncAccount(account, store, { mode: 'full' })
    if (run.isErr()) failed.push(`${account.account}: ${run.error.error.message}`)
    else
      print(
        `  ${run.value.account}: ${run.value.mode}, ${run.value.new} new, ${run.value.evidence.conclusion}`,
      )
  }
  return failed
}

/** Per currency, what is open in the ledger beside what the tables say; invoices of unknown amount are left out of both. */
function wrongSums(where: string, tables: AgingTable[], emulator: Emulator): string[] {
  const open = emulator.ledger.invoices().filter(({ status }) => status === 'open')
  return [...new Set(open.map(({ currency }) => currency))].flatMap((currency) => {
    const owed = open.filter((invoice) => invoice.currency === currency)
    const outstanding = tables
      .filter((table) => table.currency === currency)
      .map((table) => table.outstanding)
    const count = outstanding.reduce((sum, one) => sum + one.count, 0)
    const unknown = outstanding.reduce((sum, one) => sum + one.unknown, 0)
    const amount = outstanding.reduce((sum, one) => sum + one.amount, 0n)
    const truth = BigInt(owed.reduce((sum, { total, amountPaid = 0 }) => sum + total - amountPaid, 0))
    if (count === owed.length && (unknown > 0 || amount === truth)) return []
    return [
      `${where}: ${count} invoices owe ${amount} ${currency}, in the ledger ${owed.length} owe ${truth}`,
    ]
  })
}
