import type { WhopApiVersion } from '../capabilities.ts'

/** How requests name the seller; resources were renamed at different dates (docs.whop.com/developer/api/versioning). */
export type SellerField = 'account_id' | 'company_id'

/** What differs on the wire between the versions. */
export interface Dialect {
  /** Value of the header `Api-Version-Date`. */
  apiVersion: WhopApiVersion
  seller: { invoices: SellerField; plans: SellerField; members: SellerField }
}
