import type { Command } from './command.ts'
import { accounts } from './commands/accounts.ts'
import { capabilities } from './commands/capabilities.ts'
import { create } from './commands/create.ts'
import { remove } from './commands/delete.ts'
import { doctor } from './commands/doctor.ts'
import { emulate } from './commands/emulate.ts'
import { finalize } from './commands/finalize.ts'
import { forget } from './commands/forget.ts'
import { init } from './commands/init.ts'
import { list } from './commands/list.ts'
import { migratePlan } from './commands/migrate-plan.ts'
import { migrateRollback } from './commands/migrate-rollback.ts'
import { migrateRun } from './commands/migrate-run.ts'
import { migrateVerify } from './commands/migrate-verify.ts'
import { pay } from './commands/pay.ts'
import { pdf } from './commands/pdf.ts'
import { refund } from './commands/refund.ts'
import { report } from './commands/report.ts'
import { send } from './commands/send.ts'
import { show } from './commands/show.ts'
import { status } from './commands/status.ts'
import { sync } from './commands/sync.ts'
import { update } from './commands/update.ts'
import { webhooksServe } from './commands/webhooks-serve.ts'
import { worker } from './commands/worker.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [
  init,
  accounts,
  list,
  show,
  create,
  update,
  finalize,
  status,
  send,
  pdf,
  pay,
  refund,
  remove,
  sync,
  report,
  worker,
  webhooksServe,
  forget,
  migratePlan,
  migrateRun,
  migrateVerify,
  migrateRollback,
  emulate,
  capabilities,
  doctor,
]

/** What commands of two words have in common, by their first word. */
export const groups: Readonly<Record<string, string>> = {
  webhooks: 'Receive webhooks of the vendors',
  migrate: 'Move invoices from one account to another: plan, run, verify, roll back',
}
