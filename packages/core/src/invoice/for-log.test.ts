import { expect, test } from 'vitest'
import { forLog } from './for-log.ts'
import { sampleInvoice, sampleLine } from './sample-invoice.ts'

test('nobody and nothing personal is left', () => {
  const invoice = sampleInvoice({
    lines: [sampleLine({ description: 'For Ada', providerKind: 'ada', metadata: { who: 'Ada' } })],
  })
  const logged = JSON.stringify(forLog(invoice))
  expect(logged).not.toMatch(/Ada|@/)
  expect(logged).not.toMatch(/secret|cus_1|user-7|Bern/)
})

test('ids, amounts, statuses and dates stay', () => {
  const { customer, buyerReference, purchaseOrder, memo, metadata, links, raw, ...kept } = sampleInvoice()
  const { description, providerKind, metadata: lineMetadata, ...line } = sampleLine()
  expect(forLog(sampleInvoice())).toStrictEqual({ ...kept, lines: [line] })
})

test('a field that is not known to be harmless is left out', () => {
  const later = { ...sampleInvoice(), secretOfLater: 'x' }
  expect(forLog(later)).not.toHaveProperty('secretOfLater')
})

test('lines that are not known stay unknown', () => {
  expect(forLog(sampleInvoice({ lines: null })).lines).toBeNull()
})
