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
   * The cursor of a list is the instant of the last record, so that further records of that instant can be skipped at a
   * page border (`cursor` is a date-time in `@commet/node` 7.10.0; whether it includes its own instant is not documented).
   */
  cursorIsTime: boolean
}
