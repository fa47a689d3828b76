import { draftChangesSchema, err, lineChangesSchema } from '@invoice-adapters/core'
import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand } from '../command.ts'
import { failure, ofInvoiceError } from '../failure.ts'
import { file } from '../inputs.ts'
import { changedOutcome } from '../writes/changed-outcome.ts'
import { checkedData } from '../writes/checked-data.ts'
import { readDataFile } from '../writes/data-file.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

export const update: Command = defineCommand({
  name: 'update',
  summary: 'Change a draft, or the lines of an invoice, from a file',
  details:
    'With --file: customer, lines, dueAt, memo, collection, metadata of a draft; null clears. With --lines: lists of lines to add and of ids to remove. Which of the two a vendor has, invoices capabilities tells.',
  arguments: { invoice: invoiceReference() },
  flags: {
    file: file('FILE', 'Changes to a draft, as JSON or YAML; - is standard input'),
    lines: file('FILE', 'Lines to add and to remove, as JSON or YAML; - is standard input'),
    dryRun,
  },
  examples: [
    {
      command: 'invoices update shop:inv_0042 --file changes.yaml --dry-run',
      what: 'The exact request that would change the draft.',
    },
    { command: 'invoices update books:inv_0042 --lines lines.json', what: 'Adds and removes lines.' },
  ],
  async run(context, given) {
    const { file: whole, lines, dryRun: planOnly } = given.flags
    const named = whole ?? lines
    if (named === undefined || (whole !== undefined && lines !== undefined)) {
      return err(failure('usage', 'give either --file or --lines'))
    }
    const source = await readDataFile(context.cwd, named)
    if (source.isErr()) return err(source.error)
    const shared = { reference: given.arguments.invoice, dryRun: planOnly }
    if (whole === undefined) {
      const changes = checkedData(source.value, lineChangesSchema)
      if (changes.isErr()) return err(changes.error)
      return runWrite(context, {
        ...shared,
        perform: (adapter, id) => adapter.changeLines(id, changes.value).mapErr(ofInvoiceError),
        outcome: (invoice, id) => changedOutcome(`The lines of ${id} are changed.`, invoice),
      })
    }
    const changes = checkedData(source.value, draftChangesSchema)
    if (changes.isErr()) return err(changes.error)
    return runWrite(context, {
      ...shared,
      perform: (adapter, id) => adapter.update(id, changes.value).mapErr(ofInvoiceError),
      outcome: (invoice, id) => changedOutcome(`${id} is changed.`, invoice),
    })
  },
})
