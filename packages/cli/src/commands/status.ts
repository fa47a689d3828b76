import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { choice, required, whether } from '../inputs.ts'
import { changedOutcome } from '../writes/changed-outcome.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

const settable = ['paid', 'void', 'uncollectible', 'open', 'refunded', 'partially_refunded'] as const

export const status: Command = defineCommand({
  name: 'status',
  summary: 'Set the status of an invoice',
  details:
    'Which status a vendor takes, and from which, invoices capabilities tells. An invoice that has the status already stays as it is, without a request that would change it.',
  arguments: {
    invoice: invoiceReference(),
    status: required(choice('STATUS', settable, 'The status it should have')),
  },
  flags: {
    dryRun,
    unsafe: whether('Also a status that the vendor advises against setting by hand'),
  },
  examples: [
    { command: 'invoices status acme:inv_0042 paid', what: 'Paid outside of the vendor.' },
    {
      command: 'invoices status acme:inv_0042 void --dry-run',
      what: 'The exact request, without sending it.',
    },
  ],
  run(context, given) {
    const { invoice: reference, status: wanted } = given.arguments
    const { unsafe, dryRun: planOnly } = given.flags
    return runWrite(context, {
      reference,
      dryRun: planOnly,
      plan: (adapter, id) => adapter.dryRun.setStatus(id, wanted, { unsafe }),
      perform: (adapter, id) => adapter.setStatus(id, wanted, { unsafe }).mapErr(ofInvoiceError),
      outcome: ({ invoice, changed }, id) =>
        changedOutcome(
          changed ? `${id} is ${invoice.status} now.` : `${id} was ${invoice.status} already.`,
          invoice,
          {
            changed,
          },
        ),
    })
  },
})
