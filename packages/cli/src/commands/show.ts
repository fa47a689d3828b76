import { err } from '@invoice-adapters/core'
import { invoiceReference, openInvoice } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { invoiceCells } from '../invoices/columns.ts'
import { invoiceText } from '../invoices/invoice-text.ts'

export const show: Command = defineCommand({
  name: 'show',
  summary: 'One invoice, with its lines, sums and what is doubtful about it',
  arguments: { invoice: invoiceReference() },
  flags: {},
  examples: [
    { command: 'invoices show acme:inv_0042', what: 'For reading.' },
    {
      command: 'invoices show acme:inv_0042 --json',
      what: "The canonical invoice, with the vendor's own answers under raw.",
    },
  ],
  async run(context, given) {
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openInvoice(config.value, given.arguments.invoice)
    if (opened.isErr()) return err(opened.error)
    const { adapter, id } = opened.value
    const read = await adapter.get(id, { signal: context.signal })
    return read.mapErr(ofInvoiceError).map((invoice) => ({
      data: invoice,
      rows: [invoice],
      cells: [invoiceCells(invoice)],
      text: (page) => invoiceText(page, invoice),
    }))
  },
})
