import { expect, it } from 'vitest'
import { keptKeyIn, keyMark, reservedNameProblems, withoutKeyMark } from './kept-key.ts'

const kept = { externalId: 'order-1', content: 'abc' }
const marked = { invoice_adapters_key: 'order-1', invoice_adapters_content: 'abc' }

it('keeps its names, by which invoices of earlier versions are found again', () => {
  expect(keyMark(kept)).toEqual(marked)
  expect(keyMark({ ...kept, content: null })).toEqual({ invoice_adapters_key: 'order-1' })
})

it('reads our mark, and takes nothing else for it', () => {
  expect(keptKeyIn({ note: 'x', ...marked })).toEqual(kept)
  expect(keptKeyIn({ invoice_adapters_key: 'order-1' })).toEqual({ ...kept, content: null })
  expect(keptKeyIn({ ...marked, invoice_adapters_content: 7 })?.content).toBeNull()
  for (const other of [
    null,
    undefined,
    {},
    { invoice_adapters_key: 5 },
    { invoice_adapters_content: 'abc' },
  ]) {
    expect(keptKeyIn(other)).toBeNull()
  }
})

it('shows the caller their own metadata alone', () => {
  expect(withoutKeyMark({ note: 'x', ...marked })).toEqual({ note: 'x' })
  expect(withoutKeyMark(marked)).toEqual({})
  // One without a digest is ours as well.
  expect(withoutKeyMark({ note: 'x', ...keyMark({ ...kept, content: null }) })).toEqual({ note: 'x' })
  expect([withoutKeyMark(null), withoutKeyMark(undefined)]).toEqual([null, null])
})

it('takes no metadata under our names', () => {
  expect(reservedNameProblems({ note: 'x' }, 'metadata')).toEqual([])
  expect(reservedNameProblems(undefined, 'metadata')).toEqual([])
  const message = 'is kept for the caller’s key; choose another name'
  expect(reservedNameProblems(marked, 'lines.0.metadata')).toEqual([
    { field: 'lines.0.metadata.invoice_adapters_key', message },
    { field: 'lines.0.metadata.invoice_adapters_content', message },
  ])
})
