import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const remove: Command = defineCommand({
  name: 'delete',
  summary: 'Delete a draft at the vendor',
  details:
    'It cannot be brought back. What is not a draft any more is made void instead: invoices status ACCOUNT:ID void.',
  arguments: { invoice: invoiceReference() },
  flags: { dryRun },
  examples: [
    { command: 'invoices delete shop:inv_0042 --dry-run', what: 'The exact request, without sending it.' },
  ],
  run: (context, given) =>
    runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: given.flags.dryRun,
      perform: (adapter, id) => adapter.delete(id).mapErr(ofInvoiceError),
      outcome: (deleted) => ({ data: deleted, rows: [deleted], text: () => `${deleted.id} is deleted.` }),
    }),
})
