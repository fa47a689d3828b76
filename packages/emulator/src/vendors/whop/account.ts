import type { OutsideEvents, VendorAccount } from '../frame.ts'

/** What happens at Whop without a request of ours. `at` is emulator time; by default it happens at once. */
export interface WhopOutsideEvents extends OutsideEvents {
  /** The customer pays by bank: the invoice stays open, `payment_processing`, until the payment clears. */
  paySlowly(invoiceId: string, options?: { readonly clearsAt?: string; readonly at?: string }): void
  /** The slow payment of an invoice comes back. */
  failPayment(invoiceId: string, at?: string): void
  /** The user account behind a member is removed; invoices then have no user. */
  removeUser(memberId: string, at?: string): void
}

export interface WhopAccount extends VendorAccount {
  /** Such as `biz_main`: what requests name as `company_id` or `account_id`. */
  readonly companyId: string
  readonly outside: WhopOutsideEvents
}
