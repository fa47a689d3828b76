import type { Failure } from '../failure.ts'

/** An account that could not be read may have any number of them. */
export function noneText(failures: readonly Failure[]): string {
  return failures.length === 0 ? 'No invoices.' : 'No invoice was read; how many there are is not known.'
}
