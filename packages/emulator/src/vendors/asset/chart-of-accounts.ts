import type { Business, StoredLedger } from './entities.ts'
import { namedId } from './identifiers.ts'

type Row = Pick<StoredLedger, 'name' | 'type' | 'subtype' | 'debitCredit' | 'financialAccountType'>

const debit = 'debit'
const credit = 'credit'

/** guess: which ledgers a new business begins with; that there are some is documented. */
const rows: readonly Row[] = [
  {
    name: 'Checking',
    type: 'asset',
    subtype: 'current_asset',
    debitCredit: debit,
    financialAccountType: 'bank_account',
  },
  {
    name: 'Accounts Receivable',
    type: 'asset',
    subtype: 'current_asset',
    debitCredit: debit,
    financialAccountType: 'accounts_receivable',
  },
  {
    name: 'Accounts Payable',
    type: 'liability',
    subtype: 'current_liability',
    debitCredit: credit,
    financialAccountType: 'accounts_payable',
  },
  {
    name: 'Sales Tax',
    type: 'liability',
    subtype: 'current_liability',
    debitCredit: credit,
    financialAccountType: null,
  },
  {
    name: 'Sales Revenue',
    type: 'revenue',
    subtype: 'operating_revenue',
    debitCredit: credit,
    financialAccountType: null,
  },
  {
    name: 'Service Revenue',
    type: 'revenue',
    subtype: 'operating_revenue',
    debitCredit: credit,
    financialAccountType: null,
  },
  {
    name: 'Bad Debt',
    type: 'expense',
    subtype: 'operating_expense',
    debitCredit: debit,
    financialAccountType: null,
  },
]

/** Ids follow from the business, so that they survive a reset. */
export const chartLedgerId = (account: string, name: string): string => namedId('ldg', `${account} ${name}`)

export function chartOfAccounts(business: Business, createdAtMs: number): readonly StoredLedger[] {
  return rows.map((row) => ({
    ...row,
    id: chartLedgerId(business.name, row.name),
    account: business.name,
    createdAtMs,
    reportCashFlow: row.type === 'revenue' || row.type === 'expense',
    description: null,
    sortCode: null,
    parentId: null,
  }))
}

/** The bank account that transactions come from when a test does not care. */
export const externalAccountId = (account: string): string => namedId('eac', account)
