import {
  type CurrencyTotal,
  formatMoney,
  type Invoice,
  isPayable,
  totalsByCurrency,
} from '@invoice-adapters/core'
import { type Page, prose } from '../output/page.ts'

/** Live and test money are never added, nor are currencies; what is not known is counted beside. */
export function totalsText(page: Page, invoices: readonly Invoice[]): string {
  const payable = invoices.filter(({ status }) => isPayable(status))
  const owed = totalsByCurrency(payable, ({ amountDue }) => amountDue)
  const untold = invoices.filter(({ total, detail }) => total === null && detail === 'summary').length
  const hint = `${untold} totals are not in the vendor's list; --detail full asks for them one by one`
  return [
    ...owed.map((one) => page.paint('bold', prose(page, totalText(one)))),
    ...(untold === 0 ? [] : [page.paint('dim', prose(page, hint))]),
  ].join('\n')
}

function totalText({ currency, mode, total, count, unknown, minorUnitDigits }: CurrencyTotal): string {
  const where = `${mode ?? 'mode not told'}, ${count} payable`
  if (currency === null) return `owed: unknown, in a currency not told (${where})`
  if (unknown === count) return `owed: unknown, in ${currency} (${where})`
  const sum = formatMoney(total, currency, minorUnitDigits === null ? {} : { minorUnitDigits })
  return unknown === 0
    ? `owed: ${sum} (${where})`
    : `owed: ${sum} on the ${count - unknown} that are told; of ${unknown} more it is unknown (${where})`
}
