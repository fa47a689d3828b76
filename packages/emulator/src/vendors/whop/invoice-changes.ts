import { type AddressField, type CollectionMethod, collectionMethods } from './entities.ts'
import { type Given, readerOf } from './field-reader.ts'
import { type LineOrder, readLineItems } from './line-items.ts'
import { type PlanChanges, readPlanChanges } from './plan-changes.ts'

export type AddressOrder = Readonly<Record<AddressField, string | null>>

/** What a create or an update says of an invoice; what it does not say is undefined. */
export interface InvoiceChanges {
  readonly collectionMethod: Given<CollectionMethod>
  readonly plan: Given<PlanChanges>
  readonly productId: Given<string>
  readonly memberId: Given<string>
  readonly emailAddress: Given<string>
  readonly customerName: Given<string>
  readonly dueAtMs: Given<number>
  readonly finalizesAtMs: Given<number>
  readonly anchorAtMs: Given<number>
  readonly lines: Given<readonly LineOrder[]>
  readonly billingAddress: Given<AddressOrder>
  readonly mailingAddressId: Given<string>
  readonly paymentMethodId: Given<string>
  readonly chargeBuyerFee: Given<boolean>
}

export function readInvoiceChanges(body: Record<string, unknown>, problems: string[]): InvoiceChanges {
  const fields = readerOf(body, problems)
  const plan = fields.object('plan')
  const address = fields.object('billing_address')
  return {
    collectionMethod: fields.word('collection_method', collectionMethods),
    plan: plan && readPlanChanges(plan, problems),
    productId: fields.text('product_id'),
    memberId: fields.text('member_id'),
    emailAddress: fields.text('email_address'),
    customerName: fields.text('customer_name'),
    dueAtMs: fields.instant('due_date'),
    finalizesAtMs: fields.instant('automatically_finalizes_at'),
    anchorAtMs: fields.instant('subscription_billing_anchor_at'),
    lines: readLineItems(fields.objects('line_items'), problems),
    billingAddress: address && readAddress(address, problems),
    mailingAddressId: fields.text('mailing_address_id'),
    paymentMethodId: fields.text('payment_method_id'),
    chargeBuyerFee: fields.flag('charge_buyer_fee'),
  }
}

// Tax ids are taken and never shown again.
function readAddress(source: Record<string, unknown>, problems: string[]): AddressOrder {
  const fields = readerOf(source, problems, 'billing_address.')
  const entry = (name: AddressField): string | null => fields.text(name) ?? null
  return {
    city: entry('city'),
    country: entry('country'),
    line1: entry('line1'),
    line2: entry('line2'),
    name: entry('name'),
    phone: entry('phone'),
    postal_code: entry('postal_code'),
    state: entry('state'),
  }
}
