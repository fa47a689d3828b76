import type { AccountEvidence, CustomerOfReport } from '@invoice-adapters/aggregate'
import type { Invoice } from '@invoice-adapters/core'

export interface ReportPageSettings {
  /** Default `Invoices`. */
  title?: string | undefined
  /** BCP 47, such as `de-CH`: how numbers, money and dates are written; default `en`, also where it is not known. The words stay English. */
  locale?: string | undefined
  /**
   * The invoices that the report was made of, for the table and for what is due next. Default: none, and the page says
   * that it has no list. The page compares their sums with the report's and says so where they differ.
   */
  invoices?: readonly Invoice[] | undefined
  /** How completely each account was read, as `aggregate` tells it. Default: the page says that it was not told. */
  accounts?: readonly AccountEvidence[] | undefined
  /**
   * Customers by name, such as an adapter's `customers.list` tells them, for vendors whose invoices carry an id alone. An
   * invoice that names its customer keeps that name. Default: none, and the id is shown.
   */
  customers?: readonly CustomerOfReport[] | undefined
  /** How many of the invoices that fall due next are shown; default 10. */
  dueNext?: number | undefined
}
