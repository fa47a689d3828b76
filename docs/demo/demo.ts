import { type Invoice, type InvoiceAdapter, listAll, orThrow } from '@invoice-adapters/core'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'
import { addBranch, openAccounts } from './accounts.ts'
import { showAggregate } from './aggregate.ts'
import { demonstrateMigration } from './migrate.ts'
import { invoiceTable, summaryTable } from './tables.ts'
import { differences, summarize } from './totals.ts'

type Print = (text: string) => void

/**
 * Reads the emulated vendors through the adapters, over sockets on the loopback interface, and changes a status in each
 * account. Gives the differences between what was read and what the emulator's ledger says; empty when all is well.
 */
export async function runDemo(print: Print): Promise<string[]> {
  const emulator = createEmulator({ data: 'demo' })
  addBranch(emulator)
  const origins = await emulator.listen()
  try {
    const accounts = await openAccounts(emulator, origins)
    const before = await readAll(accounts, print)
    print(`\nInvoices as the adapters read them at ${emulator.clock.iso()}\n${invoiceTable(before)}`)
    print(`\nTotals by currency, vendor and status\n${summaryTable(summarize(before))}`)
    const wrong = differences(before, emulator.ledger.invoices())
    print(
      wrong.length === 0
        ? '\nEvery invoice equals the ledger of the emulator.'
        : '\nThe ledger says otherwise.',
    )
    for (const account of accounts) await payFirst(emulator, account, before, print)
    const after = await readAll(accounts, () => {})
    const wrongAfter = differences(after, emulator.ledger.invoices())
    if (wrongAfter.length === 0) print('\nRead again: every invoice still equals the ledger.')
    const wrongSums = await showAggregate(emulator, accounts, print)
    return [...wrong, ...wrongAfter, ...wrongSums, ...(await demonstrateMigration(print))]
  } finally {
    await origins.close()
  }
}

async function readAll(accounts: InvoiceAdapter[], print: Print): Promise<Invoice[]> {
  const invoices: Invoice[] = []
  for (const account of accounts) {
    const listing = listAll(account, { detail: 'full' })
    for await (const item of listing) invoices.push(await orThrow(item))
    const { conclusion, pages, records, reasons } = listing.evidence()
    print(
      `${nameOf(account)}: ${records} invoices on ${pages} page(s), ${[conclusion, ...reasons].join(': ')}`,
    )
  }
  return invoices
}

/** The same call everywhere; what it becomes on the wire is shown. */
async function payFirst(
  emulator: Emulator,
  account: InvoiceAdapter,
  invoices: Invoice[],
  print: Print,
): Promise<void> {
  const invoice = invoices.find(
    ({ source, status }) => source.account === account.account && status === 'open',
  )
  if (invoice === undefined) return
  const { invoice: paid } = await orThrow(account.setStatus(invoice.source.id, 'paid'))
  const write = emulator.requests.findLast(
    ({ method, path }) => method !== 'GET' && path.includes(invoice.source.id),
  )
  print(`\n${nameOf(account)}: ${paid.number} was ${invoice.status}, is ${paid.status} now`)
  print(`  ${write?.method} ${write?.path} ${write?.body}`)
}

function nameOf({ provider, account }: InvoiceAdapter): string {
  return `${provider}/${account}`
}
