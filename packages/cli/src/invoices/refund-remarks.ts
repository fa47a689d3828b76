import type { Invoice, InvoiceAdapter } from '@invoice-adapters/core'

type Told = Pick<InvoiceAdapter, 'account' | 'provider' | 'capabilities'>

/** Where a vendor's list calls a refunded invoice paid, and only single reads tell it. */
export function refundRemarks(adapters: readonly Told[], invoices: readonly Invoice[]): string[] {
  return adapters.flatMap(({ account, provider, capabilities }) => {
    const { status, pages } = capabilities
    const isFound = status.derived.some(({ canonical }) => canonical === 'refunded')
    if (!isFound || pages.extraCallsForFullDetail === 0) return []
    const paid = invoices.filter(
      (one) => one.source.account === account && one.detail === 'summary' && one.status === 'paid',
    )
    return paid.length === 0
      ? []
      : [
          `${account}: the list of ${provider} does not tell refunds; --detail full tells which paid are refunded`,
        ]
  })
}
