import { expect, it } from 'vitest'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import { otherThanAsked } from './other-than-asked.ts'

it('carries what came instead, and names the id as the field that is wrong', () => {
  const context = { provider: 'example', account: 'acme', operation: 'get' }
  const invoice = sampleInvoice()
  expect(otherThanAsked(context, invoice)).toMatchObject({
    ...context,
    kind: 'unexpected_response',
    fields: [{ field: 'id' }],
    invoice,
  })
})
