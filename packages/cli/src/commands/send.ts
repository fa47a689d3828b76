import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError } from '../failure.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const send: Command = defineCommand({
  name: 'send',
  summary: "Send an invoice to the customer by the vendor's e-mail",
  details: 'Each time it is given, the customer gets another mail.',
  arguments: { invoice: invoiceReference() },
  flags: { dryRun },
  examples: [{ command: 'invoices send acme:inv_0042', what: 'Asks the vendor to mail it.' }],
  run: (context, given) =>
    runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: given.flags.dryRun,
      perform: (adapter, id) => adapter.send(id).mapErr(ofInvoiceError),
      outcome: (sent, id) => ({
        data: { id, ...sent },
        rows: [{ id, ...sent }],
        text: () => `${id} is sent${sent.sentAt === null ? '' : ` at ${sent.sentAt}`}.`,
      }),
    }),
})
