import { type AccountEvidence, aggregate } from '@invoice-adapters/aggregate'
import { err, type Invoice, ok } from '@invoice-adapters/core'
import { openEach } from '../accounts/open-each.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'
import { account, choice, many } from '../inputs.ts'
import { invoiceCells, invoiceColumns } from '../invoices/columns.ts'
import { checkRanges, filterFlags, filterOf } from '../invoices/filter-flags.ts'
import { noneText } from '../invoices/none-text.ts'
import { refundRemarks } from '../invoices/refund-remarks.ts'
import { totalsText } from '../invoices/totals-text.ts'
import { table } from '../output/table.ts'

export const list: Command = defineCommand({
  name: 'list',
  summary: 'Invoices of all accounts, or of some',
  details:
    'Reads the vendors now. An account that fails hides none of the others: it is named, and the exit code tells.',
  arguments: {},
  flags: {
    account: many(account('Only this account; may be given many times')),
    ...filterFlags,
    detail: choice(
      'DETAIL',
      ['summary', 'full'],
      'full: with lines and payments, with more calls where they are needed',
    ),
  },
  examples: [
    {
      command: 'invoices list --status payable --due-before 2026-10-01',
      what: 'What was or will be due before October.',
    },
    {
      command: 'invoices list --account acme --format csv > invoices.csv',
      what: 'One account, for a spreadsheet.',
    },
  ],
  async run(context, { flags }) {
    const ranges = checkRanges(flags)
    if (ranges.isErr()) return err(ranges.error)
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openEach(config.value, flags.account)
    if (opened.isErr()) return err(opened.error)
    const { detail } = flags
    const query = { ...filterOf(flags), ...(detail !== undefined && { detail }) }
    const settings = { signal: context.signal, mixModes: true }
    const listing = aggregate(opened.value.accounts, query, settings)
    const invoices: Invoice[] = []
    const failures: Failure[] = []
    const progress = context.progress('invoices read')
    for await (const item of listing) {
      if (item.isOk()) progress.update(invoices.push(item.value))
      else failures.push(ofInvoiceError(item.error))
    }
    progress.stop()
    const isForPeople = context.format === 'table' || context.format === 'csv'
    for (const remark of isForPeople ? refundRemarks(opened.value.accounts, invoices) : [])
      context.say(remark)
    const names = opened.value.accounts.map((one) => one.account)
    invoices.sort((one, other) => names.indexOf(one.source.account) - names.indexOf(other.source.account))
    return ok(toOutcome(invoices, failures, listing.evidence()))
  },
})

function toOutcome(invoices: Invoice[], failures: Failure[], accounts: AccountEvidence[]): Outcome {
  const doubtful = accounts.filter(
    ({ failure: ended, evidence }) => ended === null && evidence.conclusion === 'incomplete',
  )
  const doubts = doubtful.map(({ account: name, evidence }) =>
    failure('incomplete', `${name}: the listing is incomplete: ${evidence.reasons.join('; ')}`),
  )
  return {
    data: { invoices, accounts },
    rows: invoices,
    cells: invoices.map(invoiceCells),
    text: (page) =>
      [
        invoices.length === 0 ? noneText([...failures, ...doubts]) : table(page, invoiceColumns, invoices),
        totalsText(page, invoices),
      ]
        .filter((part) => part !== '')
        .join('\n'),
    failures: [...failures, ...doubts],
  }
}
