import { formatMoney } from '@invoice-adapters/core'
import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { instant, required, text } from '../inputs.ts'
import { amountOf, amountText } from '../writes/amount.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const refund: Command = defineCommand({
  name: 'refund',
  summary: 'Refund an invoice, or part of it, as the vendor does it',
  details:
    'The currency is the one of the invoice, which is read first. --key is your own name of the refund: the same key and amount are never refunded twice.',
  arguments: { invoice: invoiceReference() },
  flags: {
    amount: required(amountText('What goes back')),
    key: required(text('KEY', 'Your own key of the refund')),
    at: instant('DATE', 'When the money went back; default now'),
    method: text('METHOD', "How it goes back, in the vendor's words"),
    line: text('ID', 'The line that a part refund concerns, where the vendor wants one'),
    memo: text('TEXT', 'A remark'),
    dryRun,
  },
  examples: [
    {
      command: 'invoices refund books:inv_0042 --amount 20.00 --key return-17 --dry-run',
      what: 'The exact request, without sending it.',
    },
  ],
  run(context, given) {
    const { amount, key, at, method, line, memo, dryRun: planOnly } = given.flags
    const extra = {
      ...(at !== undefined && { refundedAt: at }),
      ...(method !== undefined && { method }),
      ...(line !== undefined && { lineId: line }),
      ...(memo !== undefined && { memo }),
    }
    return runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: planOnly,
      perform: (adapter, id) =>
        amountOf(adapter, 'refund', id, amount).andThen((money) =>
          adapter.refund(id, { externalId: key, ...money, ...extra }).mapErr(ofInvoiceError),
        ),
      outcome: ({ refund: made, created }, id) => ({
        data: { invoice: id, created, refund: made },
        rows: [{ created, ...made }],
        text: () => {
          const { amount: sum, currency } = made
          const money = sum === null || currency === null ? 'an amount not told' : formatMoney(sum, currency)
          const what = created ? 'Refund' : 'This refund was there already:'
          return `${what} ${made.id} of ${money} on ${id}, ${made.status}.`
        },
      }),
    })
  },
})
