import { err } from '@invoice-adapters/core'
import { runMigration } from '@invoice-adapters/migrate'
import { type Command, defineCommand } from '../command.ts'
import { file, required, wholeNumber } from '../inputs.ts'
import { ofMigrationError } from '../migration/failure.ts'
import { journalFlag, withJournal } from '../migration/journal.ts'
import { moveOutcome } from '../migration/move-outcome.ts'
import { moveProgress } from '../migration/move-progress.ts'
import { openPlan } from '../migration/plan-file.ts'

export const migrateRun: Command = defineCommand({
  name: 'migrate run',
  summary: 'Carry a plan out, or go on where an earlier run ended',
  details:
    'Every call is written to the journal before and after it is made, so that a run can be stopped, killed or cut off anywhere and be given again: what was begun is finished first, and nothing is made twice. Keep the journal beside the plan. Ctrl-C stops after the invoice under way. The exit code is 0 only where all that was reached has moved.',
  arguments: { plan: required(file('PLAN', 'Written by invoices migrate plan')) },
  flags: {
    first: wholeNumber('N', 'Begin so many invoices and stop, for a look at them', {
      least: 1,
      most: 1_000_000,
    }),
    journal: journalFlag,
  },
  examples: [
    {
      command: 'invoices migrate run plan.jsonl --first 1',
      what: 'One invoice, to be looked at on both sides.',
    },
    { command: 'invoices migrate run plan.jsonl', what: 'The rest.' },
  ],
  async run(context, { arguments: given, flags }) {
    const opened = await openPlan(context, given.plan)
    if (opened.isErr()) return err(opened.error)
    const { plan, source, target } = opened.value
    const moves = plan.invoices.filter(({ decision }) => decision === 'move').length
    return withJournal(opened.value, { given: flags.journal, folder: context.cwd }, async (journal) => {
      const progress = context.progress('moved', Math.min(moves, flags.first ?? moves))
      const told = moveProgress(flags.first)
      const report = await runMigration(plan, {
        source,
        target,
        journal,
        signal: context.signal,
        onProgress: (now) => {
          const { done, remark } = told(now)
          progress.update(done, remark)
        },
        ...(flags.first !== undefined && { first: flags.first }),
      })
      progress.stop()
      return report.map((one) => moveOutcome(one, given.plan)).mapErr(ofMigrationError)
    })
  },
})
