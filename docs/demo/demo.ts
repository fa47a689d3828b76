import { type Invoice, type InvoiceAdapter, listAll, orThrow } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { openAccounts, vendorsRead } from './accounts.ts'
import { invoiceTable, summaryTable } from './tables.ts'
import { differences, ledgerSummary, summarize } from './totals.ts'

type Print = (text: string) => void

/**
 * Reads the emulated vendors through the adapters, over sockets on the loopback interface, and changes a status.
 * Gives the differences between what was read and what the emulator's ledger says; empty when all is well.
 */
export async function runDemo(print: Print): Promise<string[]> {
  const emulator = createEmulator({ data: 'demo' })
  const origins = await emulator.listen()
  try {
    const accounts = await openAccounts(emulator, origins)
    const before = await readAll(accounts, print)
    print(`Invoices as the adapters read them at ${emulator.clock.iso()}\n${invoiceTable(before)}`)
    print(`\nTotals by currency, vendor and status\n${summaryTable(summarize(before))}`)
    const wrong = differences(summarize(before), ledgerSummary(emulator.ledger, vendorsRead))
    print(
      wrong.length === 0
        ? '\nEvery total equals the ledger of the emulator.'
        : `\nDifferences:\n${wrong.join('\n')}`,
    )
    for (const account of accounts) await payFirst(account, before, print)
    const after = await readAll(accounts, print)
    return [...wrong, ...differences(summarize(after), ledgerSummary(emulator.ledger, vendorsRead))]
  } finally {
    await origins.close()
  }
}

async function readAll(accounts: InvoiceAdapter[], print: Print): Promise<Invoice[]> {
  const invoices: Invoice[] = []
  for (const account of accounts) {
    const listing = listAll(account)
    for await (const item of listing) invoices.push(await orThrow(item))
    const { conclusion, pages, records, reasons } = listing.evidence()
    print(
      `${account.provider}/${account.account}: ${records} invoices on ${pages} page(s), ${[conclusion, ...reasons].join(': ')}`,
    )
  }
  return invoices
}

async function payFirst(account: InvoiceAdapter, invoices: Invoice[], print: Print): Promise<void> {
  const invoice = invoices.find(
    ({ source, status }) => source.account === account.account && status === 'open',
  )
  if (invoice === undefined) return
  const { invoice: paid } = await orThrow(account.setStatus(invoice.source.id, 'paid'))
  print(
    `\n${account.provider}/${account.account}: ${paid.number} was ${invoice.status}, is ${paid.status} now`,
  )
}
