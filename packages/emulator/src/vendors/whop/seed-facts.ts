/** What only Whop's invoices have. Amounts are integers in the smallest unit of the currency. */
export interface WhopInvoiceSeed {
  /** Default `send_invoice`. */
  readonly collectionMethod?: 'send_invoice' | 'charge_automatically'
  /** The lines make the price of the plan, and the invoice has no line items. */
  readonly withoutLineItems?: boolean
  /** A renewal plan: the lines add up to its first charge, of which this is charged again. `days` defaults to 30. */
  readonly renewal?: { readonly price: number; readonly days?: number }
  /** Default: `exclusive` where the seed has tax, else `unspecified`. */
  readonly taxType?: 'inclusive' | 'exclusive' | 'unspecified'
  readonly buyerFee?: boolean
  /** Title of the product; those of one title are one. */
  readonly product?: string
  readonly internalNotes?: string
  /** RFC 3339: when a draft opens by itself. */
  readonly finalizesAt?: string
  /** How a paid invoice was paid. Default `payment`. */
  readonly settledBy?: 'payment' | 'hand'
  /** An open invoice with a slow payment on its way; it clears at this instant (RFC 3339). */
  readonly clearsAt?: string
}

export interface WhopCustomerSeed {
  /** The user account behind the member is gone. */
  readonly userRemoved?: boolean
}
