import type { ResultAsync } from 'neverthrow'
import type { InvoiceAdapter, InvoicePage, PageQuery } from '../contract/adapter.ts'
import type { InvoiceError } from '../errors/error.ts'

/** A page on its way. */
export interface AskedPage {
  /** To be called when nothing else is left to do: only then is the page after it asked for ahead of time. */
  taken(): ResultAsync<InvoicePage, InvoiceError>
  /** The page at the cursor, which may be on its way already. To be called once. */
  following(cursor: string): AskedPage
}

/**
 * Asks for a page, and for the one after it as soon as the adapter tells its cursor, while the records of this one are
 * still to be read. Of what is asked for, at most one page waits to be taken.
 */
export function askPage(
  adapter: Pick<InvoiceAdapter, 'list'>,
  query: PageQuery,
  signal: AbortSignal,
  laterQuery: PageQuery = query,
): AskedPage {
  let isAwaited = false
  let ahead: { cursor: string; asked: AskedPage } | null = null
  const ask = (cursor: string): AskedPage => askPage(adapter, { ...laterQuery, cursor }, signal, laterQuery)
  const onNextCursor = (cursor: string): void => {
    if (isAwaited && cursor !== query.cursor) ahead = { cursor, asked: ask(cursor) }
  }
  const page = adapter.list(query, { signal, onNextCursor })
  return {
    taken() {
      isAwaited = true
      return page
    },
    following(cursor) {
      const asked = ahead?.cursor === cursor ? ahead.asked : ask(cursor)
      // Else every page would hold on to the one after it.
      ahead = null
      return asked
    },
  }
}
