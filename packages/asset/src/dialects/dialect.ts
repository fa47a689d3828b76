import type { FieldProblem, JsonObject, NewInvoiceLine, Result } from '@invoice-adapters/core'
import type { AssetDialect } from '../capabilities.ts'

/** A line as `create` and `line_changes` take it. */
export interface WireNewLine extends JsonObject {
  description: string
  ledger_id: string
}

export interface LinePlace {
  ledgerId: string
  /** Digits of the currency's minor unit. */
  digits: number
}

/** What differs on the wire between the generations A to C and the newer ones. */
export interface Dialect {
  name: AssetDialect
  metadataKey: 'metadata' | 'metadata_'
  /** Whether each invoice of a create names its business again. */
  namesBusiness: boolean
  /** Whether a create takes the customer by the caller's own id; otherwise it is looked up. */
  takesCustomerExternalId: boolean
  /**
   * Whether the caller's key goes on the first line as well: metadata of the invoice itself is read in every
   * generation, but was not seen among what the older create takes.
   */
  marksFirstLine: boolean
  paymentNeedsTransaction: boolean
  /** Problems are at paths within the line. */
  toWireLine(line: NewInvoiceLine, place: LinePlace): Result<WireNewLine, FieldProblem[]>
}
