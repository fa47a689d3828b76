import { resolve } from 'node:path'
import { err, type InvoiceAdapter, type PdfLink, ResultAsync } from '@invoice-adapters/core'
import { invoiceReference } from '../accounts/reference.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import { type Failure, ofInvoiceError } from '../failure.ts'
import { file, whether } from '../inputs.ts'
import { isFree, writeFileWhole } from '../output/files.ts'
import { downloadPdf } from '../writes/download-pdf.ts'
import { dryRun } from '../writes/dry-run-flag.ts'
import { runWrite } from '../writes/run-write.ts'

interface Got extends PdfLink {
  /** Null: not downloaded. */
  file: string | null
  bytes: number | null
}

export const pdf: Command = defineCommand({
  name: 'pdf',
  summary: 'The PDF of an invoice: a link, or with --output the file',
  details: 'The link is signed: whoever has it can read the document.',
  arguments: { invoice: invoiceReference() },
  flags: {
    output: file('FILE', 'Download it to this file'),
    force: whether('Replace the file if it exists'),
    dryRun,
  },
  examples: [
    {
      command: 'invoices pdf acme:inv_0042 --output inv_0042.pdf',
      what: 'Asks for the link and downloads it.',
    },
  ],
  async run(context, given) {
    const { output, force, dryRun: planOnly } = given.flags
    if (output !== undefined && !planOnly) {
      const free = await isFree(resolve(context.cwd, output), output, force)
      if (free.isErr()) return err(free.error)
    }
    return runWrite(context, {
      reference: given.arguments.invoice,
      dryRun: planOnly,
      perform: (adapter, id) => get(adapter, id, output, force, context.cwd),
      outcome: toOutcome,
    })
  },
})

function get(
  adapter: InvoiceAdapter,
  id: string,
  output: string | undefined,
  force: boolean,
  folder: string,
): ResultAsync<Got, Failure> {
  const link = adapter.pdf(id).mapErr(ofInvoiceError)
  if (output === undefined) return link.map((one) => ({ ...one, file: null, bytes: null }))
  return link.andThen((one) =>
    new ResultAsync(downloadPdf(one.url)).andThen((content) =>
      new ResultAsync(
        writeFileWhole(resolve(folder, output), content, { name: output, replace: force, secret: true }),
      ).map(() => ({
        ...one,
        file: output,
        bytes: content.byteLength,
      })),
    ),
  )
}

function toOutcome(got: Got, id: string): Outcome {
  const until = got.expiresAt === null ? '' : ` (until ${got.expiresAt})`
  const text = got.file === null ? `${got.url}${until}` : `${got.file}: ${got.bytes} bytes`
  return { data: { id, ...got }, rows: [{ id, ...got }], text: () => text }
}
