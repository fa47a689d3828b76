import type { Call } from './call.ts'
import type { StoredProduct } from './entities.ts'
import { nextId } from './whop-ids.ts'

export interface ProductOrder {
  readonly title: string
  readonly taxCodeId: string | null
  readonly nowMs: number
}

export function buildProduct(
  { desk, company }: Pick<Call, 'desk' | 'company'>,
  order: ProductOrder,
): StoredProduct {
  return {
    id: nextId(desk.surroundings, 'prod'),
    account: company.name,
    title: order.title,
    // guess: a product made for an invoice is not shown in the shop.
    visibility: 'hidden',
    taxCodeId: order.taxCodeId,
    createdAtMs: order.nowMs,
    updatedAtMs: order.nowMs,
  }
}
