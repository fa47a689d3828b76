import { isRecord } from '../frame.ts'
import { found, type Handler, refuse } from './call.ts'
import { type StoredProduct, visibilities } from './entities.ts'
import { errorOf, missingParameter, notFound } from './errors.ts'
import { readerOf } from './field-reader.ts'
import { formatListedProduct, formatProduct } from './format-product.ts'
import { notAnObject } from './invoice-edit.ts'
import { formattingOf } from './invoice-reads.ts'
import { answerList } from './lists.ts'
import { buildProduct } from './product-building.ts'
import { sellerError } from './sellers.ts'

export const listProducts: Handler = (call) =>
  answerList<StoredProduct>(call, {
    collection: call.desk.store.shelf(call.company.name).products,
    seller: { what: 'products', required: true },
    orders: { id: (product) => product.id },
    filters: [{ parameter: 'visibilities', words: visibilities, of: (product) => product.visibility }],
    format: (product) => formatListedProduct(product, formattingOf(call)),
  })

export const getProduct: Handler = (call) => {
  const { products } = call.desk.store.shelf(call.company.name)
  const product = call.conditions.read(products.versions(call.parameters.id ?? ''))
  return product === undefined
    ? refuse(notFound('product'))
    : found(formatProduct(product, formattingOf(call)))
}

export const createProduct: Handler = (call) => {
  const { body, desk } = call
  if (!isRecord(body)) return refuse(notAnObject)
  const misnamed = sellerError(call, 'products', (name) => body[name], false)
  if (misnamed !== null) return refuse(misnamed)
  const problems: string[] = []
  const fields = readerOf(body, problems)
  const title = fields.text('title')
  const visibility = fields.word('visibility', visibilities) ?? 'visible'
  const taxCodeId = fields.text('product_tax_code_id') ?? null
  if (title === undefined || title === null) return refuse(missingParameter('title'))
  if (problems.length > 0) return refuse(errorOf(desk.switches.validationStatus, problems.join('; ')))
  const product = {
    ...buildProduct(call, { title, taxCodeId, nowMs: desk.surroundings.clock.tick() }),
    visibility,
  }
  desk.store.putProduct(product, call.operation)
  call.conditions.created(product.id)
  return found(formatProduct(product, formattingOf(call)), desk.switches.createStatus)
}
