import type { Desk } from './call.ts'
import type { Company, StoredProduct } from './entities.ts'
import { buildProduct } from './product-building.ts'

/** Seeded invoices with one title share one product. */
export function seededProduct(
  title: string,
  desk: Desk,
  company: Company,
  createdAtMs: number,
): StoredProduct {
  const { products } = desk.store.shelf(company.name)
  const known = products.ordered.find((product) => product.title === title)
  if (known !== undefined) return known
  const product = buildProduct({ desk, company }, { title, taxCodeId: null, nowMs: createdAtMs })
  desk.store.putProduct(product, null)
  return product
}
