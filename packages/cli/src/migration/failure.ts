import type { MigrationError, MigrationErrorKind } from '@invoice-adapters/migrate'
import type { ExitName } from '../exit-codes.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'

const exits: Record<Exclude<MigrationErrorKind, 'vendor_failed'>, ExitName> = {
  invalid_input: 'input',
  choice_needed: 'usage',
  incapable: 'refused',
  plan_unreadable: 'input',
  plan_edited: 'input',
  other_account: 'config',
  other_mode: 'config',
  other_plan: 'input',
  rolled_back: 'refused',
  journal_failed: 'store',
  journal_in_use: 'store',
}

/** What a migration as a whole failed of. */
export function ofMigrationError(error: MigrationError): Failure {
  if (error.kind === 'vendor_failed') {
    const told = ofInvoiceError(error.error)
    return { ...told, message: `${error.side}: ${told.message}` }
  }
  if (error.kind !== 'choice_needed') return failure(exits[error.kind], withoutStop(error.message))
  const message = error.message.replace('choose mapping.order.', 'choose with --order.')
  return failure('usage', withoutStop(message))
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '')
}
