import { ok, ResultAsync } from 'neverthrow'
import { expect, it } from 'vitest'
import type { InvoicePage, PageQuery, PageSettings } from '../contract/adapter.ts'
import type { InvoiceError } from '../errors/error.ts'
import { askPage } from './asked-page.ts'

const empty = { invoices: [], unreadable: [], recordIds: [], recordTimes: [] }
const { signal } = new AbortController()

/** A vendor that answers when told to: `tell` its next cursor, then `answer`. */
function vendor() {
  const asked: PageQuery[] = []
  const calls: { tell(cursor: string): void; answer(nextCursor: string | null): void }[] = []
  const list = (
    query: PageQuery = {},
    settings: PageSettings = {},
  ): ResultAsync<InvoicePage, InvoiceError> => {
    asked.push(query)
    const answered = new Promise<InvoicePage>((resolve) => {
      calls.push({
        tell: (cursor) => settings.onNextCursor?.(cursor),
        answer: (nextCursor) => resolve({ ...empty, nextCursor }),
      })
    })
    return new ResultAsync(answered.then((page) => ok(page)))
  }
  return { list, asked, calls, cursors: () => asked.map(({ cursor }) => cursor) }
}

it('asks for the next page while the records of this one are still to be read', async () => {
  const { list, asked, calls } = vendor()
  const first = askPage({ list }, { pageSize: 1 }, signal, { pageSize: 2 })
  const page = first.taken()
  calls[0]?.tell('2')
  expect(asked).toEqual([{ pageSize: 1 }, { pageSize: 2, cursor: '2' }])
  calls[0]?.answer('2')
  expect((await page).isOk()).toBe(true)
  first.following('2')
  expect(asked).toHaveLength(2)
})

it('lets one page wait, and no more', async () => {
  const { list, calls, cursors } = vendor()
  const first = askPage({ list }, {}, signal)
  void first.taken()
  calls[0]?.tell('2')
  const second = first.following('2')
  // Nobody has taken the second page yet.
  calls[1]?.tell('3')
  expect(cursors()).toEqual([undefined, '2'])
  void second.taken()
  expect(cursors()).toEqual([undefined, '2'])
  second.following('3')
  expect(cursors()).toEqual([undefined, '2', '3'])
})

it('goes where the page itself says, and never back to its own cursor ahead of time', async () => {
  const { list, calls, cursors } = vendor()
  const first = askPage({ list }, { cursor: '1' }, signal)
  void first.taken()
  calls[0]?.tell('1')
  expect(cursors()).toEqual(['1'])
  calls[0]?.tell('2')
  first.following('3')
  expect(cursors()).toEqual(['1', '2', '3'])
})
