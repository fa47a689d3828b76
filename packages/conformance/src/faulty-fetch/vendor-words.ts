import type { OperationName } from '@invoice-adapters/core'
import type { RecordChange } from '../faults.ts'

/** A request on its way to the vendor. */
export interface RequestToVendor {
  method: string
  url: URL
  headers: Headers
  /** Empty where there is none. */
  body: string
}

/** What only somebody who knows the vendor can say, for `createFaultyFetch`. */
export interface VendorWords {
  /** What the request is at the vendor, whoever sends it; see `FaultPlace.on`. Null: nothing of the contract. */
  operationOf(request: RequestToVendor): OperationName | null
  /** Whether it asks for a page after the first. */
  continuesList(url: URL): boolean
  /** By which the vendor recognises a repeated write; null: by nothing. */
  keyOf(request: RequestToVendor, operation: OperationName | null): string | null
  /** The body of an error answer. With status 200 it is what a failure inside a success looks like. */
  errorBody(status: number, message: string): unknown
  /** The id of a record, wherever in an answer it stands; null: this object is no record. */
  idOf(value: object): string | null
  /** The record with one field wrong. */
  changedRecord(record: object, change: RecordChange): object
  /** What is sent on in place of the body of a create, so that something else comes out. */
  otherContent(body: string, what: 'amount' | 'currency'): string
}
