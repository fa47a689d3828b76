import {
  type CanonicalField,
  type Created,
  canonicalFields,
  err,
  type InvoiceAdapter,
  type NewInvoice,
  newInvoiceSchema,
  ok,
  type PlannedRequest,
  Result,
} from '@invoice-adapters/core'
import { openAccount } from '../accounts/open.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'
import { account, choice, file, many, required } from '../inputs.ts'
import { invoiceCells, invoiceColumns } from '../invoices/columns.ts'
import { table } from '../output/table.ts'
import { checkedData } from '../writes/checked-data.ts'
import { type DataFile, readDataFile } from '../writes/data-file.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { plannedOutcome } from '../writes/planned-outcome.ts'

const plannedNote =
  'Nothing was sent. These are all requests in order; what stands in braces would be learnt from an answer before it.'

export const create: Command = defineCommand({
  name: 'create',
  summary: 'Create one invoice, or a list of them, from a file',
  details:
    `The file holds a new invoice, or a list, as JSON or YAML: externalId, customer, currency, lines with amounts in
minor units, and what else the vendor takes. externalId is your own key: the same file can be given again, and
creates nothing twice. Ctrl-C finishes the invoice under way and says what was not begun.`.replace(
      /\n/g,
      ' ',
    ),
  arguments: { account: required(account()) },
  flags: {
    file: required(file('FILE', 'The invoices to create; - is standard input')),
    accept: many(
      choice('FIELD', canonicalFields, 'A field that may be lost where the vendor has no place for it'),
    ),
    dryRun,
  },
  examples: [
    {
      command: 'invoices create acme --file march.yaml --dry-run',
      what: 'The exact requests, with secrets masked; nothing is sent.',
    },
    { command: 'invoices create acme --file march.yaml', what: 'Creates what is not there yet.' },
  ],
  async run(context, given) {
    const { accept, dryRun: planOnly } = given.flags
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const adapter = openAccount(config.value, given.arguments.account)
    if (adapter.isErr()) return err(adapter.error)
    const source = await readDataFile(context.cwd, given.flags.file)
    const invoices = source.andThen(invoicesIn)
    if (invoices.isErr()) return err(invoices.error)
    return planOnly
      ? planAll(adapter.value, invoices.value, accept)
      : createAll(context, adapter.value, invoices.value, accept)
  },
})

function invoicesIn(source: DataFile): Result<NewInvoice[], Failure> {
  const { value } = source
  if (!Array.isArray(value)) return checkedData(source, newInvoiceSchema).map((one) => [one])
  if (value.length === 0) return err(failure('input', `${source.name}: holds no invoice`))
  return Result.combine(value.map((_, index) => checkedData(source, newInvoiceSchema, [index])))
}

async function planAll(
  adapter: InvoiceAdapter,
  invoices: NewInvoice[],
  accept: CanonicalField[],
): Promise<Result<Outcome, Failure>> {
  const requests: PlannedRequest[] = []
  for (const invoice of invoices) {
    const planned = await adapter.dryRun.create(invoice, { accept })
    if (planned.isErr()) return err(about(invoice, ofInvoiceError(planned.error)))
    requests.push(...planned.value)
  }
  return ok(plannedOutcome({ requests, reads: [], note: plannedNote }))
}

/** One at a time, so that it is always clear how far it came. */
async function createAll(
  context: CommandContext,
  adapter: InvoiceAdapter,
  invoices: NewInvoice[],
  accept: CanonicalField[],
): Promise<Result<Outcome, Failure>> {
  const done: Created[] = []
  const failures: Failure[] = []
  const progress = context.progress('created', invoices.length)
  for (const [index, invoice] of invoices.entries()) {
    if (context.signal.aborted) {
      const left = invoices.slice(index).map(({ externalId }) => externalId)
      failures.unshift(failure('interrupted', `stopped; not begun: ${left.join(', ')}`))
      break
    }
    const created = await adapter.create(invoice, { accept })
    if (created.isOk()) done.push(created.value)
    else failures.push(about(invoice, ofInvoiceError(created.error)))
    progress.update(index + 1)
  }
  progress.stop()
  const [only] = failures
  return done.length === 0 && only !== undefined && failures.length === 1
    ? err(only)
    : ok(toOutcome(done, failures))
}

function about({ externalId }: NewInvoice, { message, ...rest }: Failure): Failure {
  return { ...rest, message: `${externalId}: ${message}` }
}

function toOutcome(done: Created[], failures: Failure[]): Outcome {
  const fresh = done.filter(({ created }) => created).length
  const lost = done.flatMap(({ invoice, notWritten }) =>
    notWritten.length === 0 ? [] : [`${invoice.source.id}: not held by the vendor: ${notWritten.join(', ')}`],
  )
  const counts = `${fresh} created, ${done.length - fresh} there already, ${failures.length} not created`
  return {
    data: { created: done, failures },
    rows: done,
    cells: done.map(({ invoice, created }) => ({ created, ...invoiceCells(invoice) })),
    text: (page) => {
      const invoices = done.map(({ invoice }) => invoice)
      const drawn = invoices.length === 0 ? [] : [table(page, invoiceColumns, invoices)]
      return [...drawn, ...lost, page.paint('bold', counts)].join('\n')
    },
    failures,
  }
}
