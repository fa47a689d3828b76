import type { StoredProduct } from './entities.ts'
import { type Formatting, formatSeller, routeOf, wireDate } from './format-common.ts'
import type { WireListedProduct, WireProduct } from './wire-shapes.ts'

export function formatListedProduct(product: StoredProduct, formatting: Formatting): WireListedProduct {
  const full = formatProduct(product, formatting)
  return {
    id: full.id,
    created_at: full.created_at,
    external_identifier: full.external_identifier,
    gallery_images: full.gallery_images,
    headline: full.headline,
    member_count: full.member_count,
    metadata: full.metadata,
    published_reviews_count: full.published_reviews_count,
    route: full.route,
    title: full.title,
    updated_at: full.updated_at,
    verified: full.verified,
    visibility: full.visibility,
  }
}

export function formatProduct(product: StoredProduct, { company }: Formatting): WireProduct {
  const { taxCodeId } = product
  return {
    id: product.id,
    company: formatSeller(company),
    created_at: wireDate(product.createdAtMs),
    custom_cta: 'get_access',
    custom_cta_url: null,
    custom_statement_descriptor: null,
    description: null,
    external_identifier: null,
    gallery_images: [],
    global_affiliate_percentage: null,
    global_affiliate_status: 'disabled',
    headline: null,
    member_affiliate_percentage: null,
    member_affiliate_status: 'disabled',
    member_count: 0,
    metadata: null,
    owner_user: { id: `user_${company.name}`, name: company.name, username: company.name },
    product_tax_code:
      taxCodeId === null ? null : { id: taxCodeId, name: taxCodeId, product_type: 'services' },
    published_reviews_count: 0,
    route: routeOf(product.title),
    title: product.title,
    updated_at: wireDate(product.updatedAtMs),
    verified: false,
    visibility: product.visibility,
  }
}
