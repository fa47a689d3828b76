import { type InvoiceError, invoiceErrorKinds } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import { inCommandWords } from './command-words.ts'
import { type ExitName, exitOfErrorKind } from './exit-codes.ts'

/** Why a command did not do all that was asked. Told on standard error in one sentence; decides the exit code. */
export interface Failure {
  exit: ExitName
  /** What is wrong, where, and what would be right; no full stop at the end, no secret. */
  message: string
  /** The error behind it, as `--json` shows it. */
  error?: InvoiceError | StoreError
}

export function failure(exit: ExitName, message: string): Failure {
  return { exit, message }
}

/** The operation of an error that kept an account from being opened: its configuration, not the vendor, has to change. */
export const openingOperation = 'openAccount'

/** The adapter's own sentence, and what to do about an error of its kind. */
export function ofInvoiceError(error: InvoiceError): Failure {
  const where = error.account === null ? '' : `${error.account}: `
  if (error.operation === openingOperation)
    return { exit: 'config', message: `${where}${error.message}`, error }
  const details = 'fields' in error ? missingFrom(error.message, error.fields) : ''
  const told = inCommandWords(`${error.message}${details}`).replace(
    /\((ENOTFOUND|EAI_AGAIN)\)/,
    (code) => hostIn(error) ?? code,
  )
  const message = `${where}${told} (${error.kind})${adviceOn(error)}`
  return { exit: exitOfErrorKind[error.kind], message, error }
}

/** The system names the host that it did not find, beside the code. */
function hostIn({ cause }: InvoiceError): string | null {
  const [, host] = /getaddrinfo \w+ ([\w.-]+)/.exec(cause?.message ?? '') ?? []
  return host === undefined ? null : `(the name ${host} is not found)`
}

/** What to do, where it is not plain from what is wrong; in the words of this program. */
function adviceOn(error: InvoiceError): string {
  const { kind } = error
  if (kind === 'outcome_unknown')
    return '. Give the same command again later, with the same key: that settles it'
  if (kind === 'applied_unread') return '. It took effect: do not repeat it, look with invoices show'
  if ('retryAfterMs' in error && error.retryAfterMs !== null) {
    return `. Try again in ${Math.ceil(error.retryAfterMs / 1000)} s`
  }
  const { action } = invoiceErrorKinds[kind]
  return action.includes('`') || kind === 'aborted' ? '' : `. ${action.replace(/\.$/, '')}`
}

/** Fields that the sentence does not name itself. */
function missingFrom(message: string, fields: { field: string; message: string }[]): string {
  const unsaid = fields.filter(({ field }) => !message.includes(field))
  return unsaid.length === 0
    ? ''
    : `: ${unsaid.map(({ field, message: what }) => `${field} ${what}`).join('; ')}`
}

export function ofStoreError(error: StoreError): Failure {
  return { exit: 'store', message: `the store: ${error.message}`, error }
}
