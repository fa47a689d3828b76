import {
  type CurrencyTotal,
  type Invoice,
  type InvoiceAdapter,
  type InvoiceError,
  listAll,
  totalsByCurrency,
} from '@invoice-adapters/core'

export interface Outstanding {
  totals: CurrencyTotal[]
  /** An account that failed is never an empty account. */
  failures: { account: string; error: InvoiceError }[]
}

/** What customers owe over all accounts, one total per currency. */
export async function outstanding(accounts: InvoiceAdapter[]): Promise<Outstanding> {
  const invoices: Invoice[] = []
  const failures: Outstanding['failures'] = []
  await Promise.all(
    accounts.map(async (account) => {
      for await (const item of listAll(account, { status: ['payable'] })) {
        if (item.isOk()) invoices.push(item.value)
        else failures.push({ account: account.account, error: item.error })
      }
    }),
  )
  return { totals: totalsByCurrency(invoices), failures }
}
