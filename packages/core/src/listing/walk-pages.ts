import { err, type Result, type ResultAsync } from 'neverthrow'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'

/** One page of records of any kind. */
export interface RecordPage {
  records: unknown[]
  /** Null on the last page. */
  nextCursor: string | null
}

/**
 * Reads page after page until `visit` finds what it looks for, and gives that; null once all pages were seen. An error
 * means that not everything was seen, so nothing may be concluded from what is missing: a cursor that comes a second
 * time is one, since the walk would never end.
 */
export async function walkPages<P extends RecordPage, T>(
  context: ErrorContext,
  pageAt: (cursor: string | undefined) => ResultAsync<P, InvoiceError>,
  visit: (page: P) => Result<T | null, InvoiceError> | Promise<Result<T | null, InvoiceError>>,
): Promise<Result<T | null, InvoiceError>> {
  const cursors = new Set<string>()
  let cursor: string | undefined
  for (;;) {
    const page = await pageAt(cursor)
    if (page.isErr()) return err(page.error)
    const found = await visit(page.value)
    const { nextCursor } = page.value
    if (found.isErr() || found.value !== null || nextCursor === null) return found
    if (cursors.has(nextCursor)) return err(repeatedCursor(context))
    cursors.add(nextCursor)
    cursor = nextCursor
  }
}

function repeatedCursor(context: ErrorContext): InvoiceError {
  const message = `${context.provider} gave a page cursor that it had given before, so that not everything was seen`
  return invoiceError('unexpected_response', context, message, { fields: [], invoice: null })
}
