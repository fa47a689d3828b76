import { err, type FieldProblem, type NewInvoiceLine, ok, type Result } from '@invoice-adapters/core'
import { productInMinorUnits } from '@invoice-adapters/core/authoring'
import { exactUnitPrice, toWireAmount, toWireNumber } from '../money.ts'
import type { Dialect, LinePlace, WireNewLine } from './dialect.ts'

/** Generations A to C (api-reference/invoice/create-a-invoice and update-invoice-status): quantity and unit price. */
export const unitPriceLines: Dialect = {
  name: 'unit-price-lines',
  metadataKey: 'metadata_',
  namesBusiness: true,
  takesCustomerExternalId: false,
  marksFirstLine: true,
  paymentNeedsTransaction: true,
  toWireLine,
}

/** Asset works the amount out of these, so that their product has to be the amount exactly. */
function toWireLine(
  line: NewInvoiceLine,
  { ledgerId, digits }: LinePlace,
): Result<WireNewLine, FieldProblem[]> {
  const quantity = line.quantity ?? '1'
  const price = line.unitPrice ?? exactUnitPrice(line.amount, quantity, digits)
  if (price === null)
    return err([{ field: 'quantity', message: 'leaves no exact unit price; give unitPrice' }])
  const product = productInMinorUnits(quantity, price, digits)
  if (product.isErr() || !product.value.exact || product.value.amount !== line.amount) {
    const message = `must be such that quantity times unitPrice is the amount exactly, since Asset works it out again; leave out ${line.unitPrice === undefined ? 'quantity' : 'unitPrice'}`
    return err([{ field: 'unitPrice', message }])
  }
  const figures = {
    unit_price: toWireNumber(price),
    quantity: toWireNumber(quantity),
    // A rate beside it might be counted as well, so that it is never sent.
    tax_amount: line.tax === undefined ? undefined : toWireAmount(line.tax, digits),
  }
  const { unit_price, quantity: count, tax_amount } = figures
  if (unit_price === null || count === null || tax_amount === null) {
    return err([{ field: 'amount', message: 'has more digits than JSON carries exactly' }])
  }
  const { description, metadata } = line
  return ok({
    description,
    ledger_id: ledgerId,
    unit_price,
    quantity: count,
    ...(tax_amount === undefined ? {} : { tax_amount }),
    ...(metadata === undefined ? {} : { metadata_: metadata }),
  })
}
