import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { required, text } from '../inputs.ts'
import { amountOf, amountText } from '../writes/amount.ts'
import { changedOutcome } from '../writes/changed-outcome.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const pay: Command = defineCommand({
  name: 'pay',
  summary: 'Record a payment that was made outside of the vendor',
  details:
    'Moves no money. The currency is the one of the invoice, which is read first. --key is your own name of the payment: the same key and amount are never recorded twice. At Asset, a payment without --transaction is drawn from the credit of the customer.',
  arguments: { invoice: invoiceReference() },
  flags: {
    amount: required(amountText('What was paid')),
    key: required(text('KEY', 'Your own key of the payment')),
    transaction: text('ID', "The vendor's id of the transaction that paid it, where the vendor wants one"),
    dryRun,
  },
  examples: [
    {
      command: 'invoices pay books:inv_0042 --amount 120.50 --key transfer-8812',
      what: 'A bank transfer that arrived.',
    },
  ],
  run(context, given) {
    const { amount, key, transaction, dryRun: planOnly } = given.flags
    const extra = transaction === undefined ? {} : { transactionId: transaction }
    return runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: planOnly,
      perform: (adapter, id) =>
        amountOf(adapter, 'recordPayment', id, amount).andThen((money) =>
          adapter.recordPayment(id, { externalId: key, ...money, ...extra }).mapErr(ofInvoiceError),
        ),
      outcome: ({ invoice, recorded }, id) =>
        changedOutcome(
          recorded ? `A payment of ${id} is recorded.` : 'This payment was recorded already.',
          invoice,
          {
            recorded,
          },
        ),
    })
  },
})
