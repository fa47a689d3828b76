import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { changedOutcome } from '../writes/changed-outcome.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const finalize: Command = defineCommand({
  name: 'finalize',
  summary: 'Open a draft, so that it is owed',
  arguments: { invoice: invoiceReference() },
  flags: { dryRun },
  examples: [
    {
      command: 'invoices finalize shop:inv_0042',
      what: 'Where the vendor opens it later, the answer is a draft that says when.',
    },
  ],
  run: (context, given) =>
    runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: given.flags.dryRun,
      perform: (adapter, id) => adapter.finalize(id).mapErr(ofInvoiceError),
      outcome: (invoice, id) =>
        changedOutcome(
          invoice.status === 'draft'
            ? `${id} will be opened at ${invoice.opensAt ?? 'a time not told'}.`
            : `${id} is ${invoice.status}.`,
          invoice,
        ),
    }),
})
