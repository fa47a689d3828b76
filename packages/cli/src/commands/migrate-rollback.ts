import { err, ok } from '@invoice-adapters/core'
import { type RollbackPreview, rollbackMigration } from '@invoice-adapters/migrate'
import { type Command, defineCommand } from '../command.ts'
import { confirmed } from '../confirm.ts'
import type { CommandContext } from '../context.ts'
import type { Failure } from '../failure.ts'
import { file, required, whether } from '../inputs.ts'
import { ofMigrationError } from '../migration/failure.ts'
import { journalFlag, withJournal } from '../migration/journal.ts'
import { openPlan } from '../migration/plan-file.ts'
import { previewText, rollbackOutcome } from '../migration/rollback-outcome.ts'

export const migrateRollback: Command = defineCommand({
  name: 'migrate rollback',
  summary: 'Take back the copies whose source is still open',
  details:
    'Says beforehand what would be done and what cannot be undone, and asks; where there is no terminal, it does nothing more without --yes. A copy whose source is closed stays, since nobody could pay it otherwise: a plan in the other direction moves it back. A rolled back plan is not run again. The exit code is 0 only where every copy is gone.',
  arguments: { plan: required(file('PLAN', 'Written by invoices migrate plan')) },
  flags: { yes: whether('Do not ask'), journal: journalFlag },
  examples: [
    { command: 'invoices migrate rollback plan.jsonl', what: 'Says what it would do, and asks.' },
    { command: 'invoices migrate rollback plan.jsonl --yes', what: 'Does it.' },
  ],
  async run(context, { arguments: given, flags }) {
    const opened = await openPlan(context, given.plan)
    if (opened.isErr()) return err(opened.error)
    const { plan, source, target } = opened.value
    return withJournal(opened.value, { given: flags.journal, folder: context.cwd }, async (journal) => {
      let refusal: Failure | null = null
      const report = await rollbackMigration(plan, {
        source,
        target,
        journal,
        signal: context.signal,
        confirm: async (preview) => {
          const sure = await ask(context, flags.yes, preview)
          refusal = sure
          return sure === null
        },
      })
      if (report.isErr()) return err(ofMigrationError(report.error))
      const names = { source: source.account, target: target.account }
      const stopped = context.signal.aborted
      return ok(rollbackOutcome({ report: report.value, ...names, refusal, stopped }))
    })
  },
})

/** Null: yes. Whoever has said yes already is told all the same. */
async function ask(context: CommandContext, yes: boolean, preview: RollbackPreview): Promise<Failure | null> {
  const lines = previewText(preview)
  if (yes) context.say(lines.join('\n'))
  const sure = await confirmed(context, yes, [...lines, 'Take them back?'].join('\n'))
  return sure.isErr() ? sure.error : null
}
