import { err, ok } from '@invoice-adapters/core'
import { verifyMigration } from '@invoice-adapters/migrate'
import { type Command, defineCommand } from '../command.ts'
import { file, required, whether } from '../inputs.ts'
import { ofMigrationError } from '../migration/failure.ts'
import { openPlan } from '../migration/plan-file.ts'
import { areFree, writeArchive, writeVerification } from '../migration/verify-files.ts'
import { verifyOutcome } from '../migration/verify-outcome.ts'

export const migrateVerify: Command = defineCommand({
  name: 'migrate verify',
  summary: 'Read both sides anew and hold every invoice against its plan',
  details:
    'Does not look at the journal, and writes nothing at a vendor: field by field and to the minor unit, then counts and totals by currency. The exit code is 0 only where every invoice is where the plan wants it and every difference is explained.',
  arguments: { plan: required(file('PLAN', 'Written by invoices migrate plan')) },
  flags: {
    report: file(
      'DIR',
      'Write the report, the map from old to new ids, and all of it as JSON, to this folder',
    ),
    archive: file('DIR', 'Write every invoice of the source to this folder, with its PDF where there is one'),
    force: whether('Replace files that exist'),
  },
  examples: [
    {
      command: 'invoices migrate verify plan.jsonl --report verified',
      what: 'Afterwards; the report and the map of ids are in the folder verified.',
    },
  ],
  async run(context, { arguments: given, flags }) {
    const files = { cwd: context.cwd, ...flags }
    const free = await areFree(files)
    if (free.isErr()) return err(free.error)
    const opened = await openPlan(context, given.plan)
    if (opened.isErr()) return err(opened.error)
    const { plan, source, target } = opened.value
    const found = await verifyMigration(plan, { source, target, signal: context.signal })
    if (found.isErr()) return err(ofMigrationError(found.error))
    const written = await writeVerification(opened.value, found.value, files)
    if (written.isErr()) return err(written.error)
    const { count, failures } = await writeArchive(context, opened.value, files)
    const archived = flags.archive === undefined ? [] : [`${flags.archive} (${count} files)`]
    return ok(verifyOutcome(found.value, [...written.value, ...archived], failures))
  },
})
