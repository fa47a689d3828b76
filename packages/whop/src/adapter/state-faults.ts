import type { InvoiceErrorKind } from '@invoice-adapters/core'

/** Kinds in which Whop may say that the status does not allow the change: 400, 409 and 422 all occur in its sources. */
export const stateFaults: readonly InvoiceErrorKind[] = ['refused', 'conflict']
