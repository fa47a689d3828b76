import type { WhopCurrency } from './currencies.ts'
import type {
  AddressField,
  CollectionMethod,
  InvoiceStatus,
  PlanType,
  ReleaseMethod,
  TaxType,
  Visibility,
} from './entities.ts'

// The shapes as documented. Dates are ISO 8601 texts with milliseconds, amounts numbers in currency units.

export interface WireLine {
  label: string
  position: number
  quantity: number
  unit_price: number
  total: number
}

export interface WireUser {
  id: string
  name: string | null
  username: string
}

export interface WireUserWithEmail extends WireUser {
  email: string | null
}

export interface WireCurrentPlan {
  id: string
  currency: WhopCurrency
  formatted_price: string
}

/** The nine fields of the given page. */
export interface WireInvoiceNine {
  id: string
  created_at: string
  status: InvoiceStatus
  number: string
  due_date: string | null
  email_address: string | null
  fetch_invoice_token: string
  current_plan: WireCurrentPlan
  user: WireUser | null
}

/** The ten fields that the official client types, in lists and alone. */
export interface WireInvoiceTen extends WireInvoiceNine {
  line_items: WireLine[]
}

export interface WireListedInvoice extends WireInvoiceTen {
  payment_processing: boolean
}

export interface WireInvoice extends WireListedInvoice {
  updated_at: string
  automatically_finalizes_at: string | null
  charge_buyer_fee: boolean
  collection_method: CollectionMethod
  company: { id: string }
  current_plan: WireCurrentPlan & { description: string | null }
  customer_name: string | null
  mailing_address: Record<AddressField, string | null> | null
  member: { id: string } | null
  pay_online_url: string | null
  payment: { id: string } | null
  product: { id: string; title: string }
  subscription_billing_anchor_at: string | null
  user: WireUserWithEmail | null
}

export interface WireCustomField {
  id: string
  field_type: 'text'
  name: string
  order: number
  placeholder: string | null
  required: boolean
}

export interface WireListedPlan {
  id: string
  adaptive_pricing_enabled: boolean
  billing_period: number | null
  created_at: string
  currency: WhopCurrency
  description: string | null
  expiration_days: number | null
  initial_price: number
  internal_notes: string | null
  invoice: { id: string } | null
  member_count: number | null
  metadata: Record<string, unknown> | null
  payment_method_configuration: Record<string, unknown> | null
  plan_type: PlanType
  product: { id: string; title: string } | null
  purchase_url: string
  release_method: ReleaseMethod
  renewal_price: number
  split_pay_required_payments: number | null
  stock: number | null
  three_ds_level: 'mandate_challenge' | 'frictionless' | null
  title: string | null
  trial_period_days: number | null
  unlimited_stock: boolean
  updated_at: string
  visibility: Visibility
}

export interface WirePlan extends WireListedPlan {
  collect_tax: boolean
  custom_fields: WireCustomField[]
  tax_type: TaxType
}

/** The seller is called `account` from version 2026-06-09 on. */
export type Sold<P> = (P & { account: WireSeller | null }) | (P & { company: WireSeller | null })

export interface WireSeller {
  id: string
  route: string
  title: string
}

export interface WireTaxPreview {
  currency: WhopCurrency
  status: 'calculated' | 'not_calculated'
  subtotal: number
  tax_amount: number
  tax_behavior: 'exclusive' | 'inclusive'
  total: number
}

export interface WireProduct {
  id: string
  company: WireSeller
  created_at: string
  custom_cta: 'get_access'
  custom_cta_url: string | null
  custom_statement_descriptor: string | null
  description: string | null
  external_identifier: string | null
  gallery_images: []
  global_affiliate_percentage: number | null
  global_affiliate_status: 'enabled' | 'disabled'
  headline: string | null
  member_affiliate_percentage: number | null
  member_affiliate_status: 'enabled' | 'disabled'
  member_count: number
  metadata: Record<string, unknown> | null
  owner_user: WireUser
  product_tax_code: { id: string; name: string; product_type: 'services' } | null
  published_reviews_count: number
  route: string
  title: string
  updated_at: string
  verified: boolean
  visibility: Visibility
}

export type WireListedProduct = Pick<
  WireProduct,
  | 'id'
  | 'created_at'
  | 'external_identifier'
  | 'gallery_images'
  | 'headline'
  | 'member_count'
  | 'metadata'
  | 'published_reviews_count'
  | 'route'
  | 'title'
  | 'updated_at'
  | 'verified'
  | 'visibility'
>

export interface WireListedMember {
  id: string
  access_level: 'customer'
  company_token_balance: number
  created_at: string
  joined_at: string
  most_recent_action: 'paid_once' | 'joined' | null
  most_recent_action_at: string | null
  phone: string | null
  status: 'joined'
  updated_at: string
  usd_total_spent: number
  user: WireUserWithEmail | null
}

export interface WireMember extends WireListedMember {
  company: WireSeller
}

export interface WireEvent<Type extends string, Data> {
  id: string
  api_version: 'v1'
  api_version_date: string | null
  type: Type
  timestamp: string
  data: Data
  company_id?: string
  account_id?: string
}
