import type { JsonObject, JsonValue } from '../frame.ts'

// The shapes as documented, all generations in one: what a generation lacks is absent. Money is in major units.

export type WireMoney = number | string

export interface WireLine {
  id: string
  invoice_id: string
  description: string
  ledger_id: string | null
  amount?: WireMoney
  unit_price?: WireMoney
  quantity?: WireMoney
  discount_amount?: WireMoney
  discount_rate?: WireMoney
  tax_amount?: WireMoney
  tax_rate?: WireMoney
  is_prepayment?: boolean
  metadata_?: JsonObject
  metadata?: JsonObject
}

export interface WirePayment {
  id: string
  invoice_id: string
  payment_id: string
  datetime: string
  payment_amount: WireMoney
  transaction_id: string | null
  credit_journal_entry_id?: string | null
  credit_memo_id?: string | null
  is_write_off?: boolean
  invoice?: object
}

export interface WireInvoice {
  id: string
  business_id: string
  number: string
  description: string
  total_amount: WireMoney
  source?: string
  due_at: string
  sent_at: string
  status?: string
  customer_id: string
  total_paid: WireMoney
  voided_at: string | null
  credit_amount?: WireMoney
  metadata_?: JsonObject
  metadata?: JsonObject
  lines: WireLine[]
  payments: WirePayment[]
  tags?: Readonly<Record<string, JsonValue>>
}

export interface WireRefund {
  id: string
  business_id: string
  external_id: string
  amount: WireMoney
  amount_paid: WireMoney
  method: string
  refunded_at: string
  memo: string | null
  processor: string | null
  is_return: boolean
  refund_credit?: boolean
  status: string
  payments: { id: string; amount: WireMoney; transaction_id: string }[]
  refund_invoices: {
    id: string
    amount: WireMoney
    invoice_id: string | null
    invoice_line_id: string | null
    external_id: string | null
    memo: string | null
  }[]
  tags?: JsonObject
}

export interface WireAddress {
  street_1: string
  city: string
  state: string
  postal_code: string
  country: string
  street_2: string | null
}

export interface WireCustomer {
  id: string
  name: string
  external_id: string | null
  email: string | null
  phone_number: string | null
  billing_address: WireAddress | null
  shipping_address: WireAddress | null
}

export interface WireLedger {
  id: string
  name: string
  type: string
  subtype: string
  report_cash_flow: boolean
  description: string | null
  financial_account_type: string | null
  debit_credit: string
  sort_code: number | null
  parent_id: string | null
}

export interface WireTransaction {
  id: string
  business_id: string
  external_account_id: string
  description: string
  amount: WireMoney
  datetime: string
}

export interface WireCreditMemo {
  id: string
  business_id: string
  number: string
  customer_id: string
  description: string
  amount: WireMoney
  voided_at: string | null
}

export interface WirePagination {
  next_page_token: string | null
  previous_page_token: string | null
}
