import type { CommetApiVersion } from '../capabilities.ts'

/** A call whose verb or path differs between the versions. */
export interface DialectCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  route: string
  /** The fixed body, where the call has one. */
  body?: string
}

/** What differs on the wire between the API versions before and after 2026-07-24. */
export interface Dialect {
  apiVersion: CommetApiVersion
  updateStatus: DialectCall
  download: DialectCall
  /** Whether the answer of a write is the whole invoice, lines included; otherwise it is read again. */
  answersWhole: { create: boolean; updateStatus: boolean }
  /**
   * Page sizes with which a customer's invoices are looked through for our key, one walk each. Where the cursor is a
   * time, records of one instant can be skipped at a page border: a second walk has its borders elsewhere.
   */
  lookPageSizes: readonly number[]
}
