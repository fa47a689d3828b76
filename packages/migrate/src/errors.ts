import type { InvoiceError } from '@invoice-adapters/core'

/** Which of the two accounts a failure concerns. */
export type Side = 'source' | 'target'

interface Facts {
  /** One or two sentences for a person. */
  message: string
}

/**
 * Every failure of a migration as a whole; what befalls a single invoice is an outcome in the report instead.
 *
 * - `invalid_input`: a setting or the mapping is not right; nothing was read or written
 * - `choice_needed`: the pair of vendors leaves a choice that only the user can make
 * - `incapable`: an adapter lacks an operation that the migration cannot do without
 * - `plan_unreadable`, `plan_edited`: the plan file is damaged, or is not as it was written
 * - `other_account`, `other_mode`: the accounts are not those of the plan
 * - `other_plan`: the journal belongs to another plan
 * - `rolled_back`: the journal shows a rollback, after which the plan cannot be run again
 * - `journal_failed`, `journal_in_use`: the journal could not be written or read; nothing was sent without it
 * - `vendor_failed`: a vendor failed in a way that concerns all invoices; the run can be started again
 */
export type MigrationError =
  | (Facts & { kind: 'invalid_input'; fields: { field: string; message: string }[] })
  | (Facts & { kind: 'choice_needed'; choices: string[] })
  | (Facts & { kind: 'incapable'; side: Side; operation: string })
  | (Facts & { kind: 'plan_unreadable'; line: number | null })
  | (Facts & { kind: 'plan_edited' })
  | (Facts & { kind: 'other_account'; side: Side })
  | (Facts & { kind: 'other_mode'; side: Side })
  | (Facts & { kind: 'other_plan' })
  | (Facts & { kind: 'rolled_back' })
  | (Facts & { kind: 'journal_failed' })
  | (Facts & { kind: 'journal_in_use' })
  | (Facts & { kind: 'vendor_failed'; side: Side; error: InvoiceError })

export type MigrationErrorKind = MigrationError['kind']

export function vendorFailed(side: Side, error: InvoiceError): MigrationError {
  const message = `${error.provider ?? side} (${side}), ${error.operation}: ${error.message}`
  return { kind: 'vendor_failed', side, error, message }
}

/** The vendor's own words with the operation, for a person. */
export function inWords(error: InvoiceError): string {
  return `${error.provider ?? 'the vendor'} says: ${error.message} (${error.kind})`
}
