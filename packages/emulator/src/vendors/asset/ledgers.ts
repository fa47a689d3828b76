import { isRecord } from '../frame.ts'
import { answered, type Call, found, type Handler, refuse } from './call.ts'
import type { StoredLedger } from './entities.ts'
import { notFound, validationError } from './errors.ts'
import { nextId } from './identifiers.ts'
import { answerList, type Listing, wholeList } from './lists.ts'
import { unknown } from './payments.ts'
import { flag, integer, oneOf, optional, problemsOf, type Rules, required, text } from './validation.ts'
import type { WireLedger } from './wire-shapes.ts'

const types = ['asset', 'liability', 'equity', 'revenue', 'expense'] as const

/** The side on which a ledger of that subtype grows, where the request does not say. */
const sideOfSubtype: Readonly<Record<string, 'debit' | 'credit'>> = {
  current_asset: 'debit',
  fixed_asset: 'debit',
  other_asset: 'debit',
  uncategorized_asset: 'debit',
  current_liability: 'credit',
  long_term_liability: 'credit',
  operating_revenue: 'credit',
  other_inflow: 'credit',
  cost_of_goods_sold: 'debit',
  operating_expense: 'debit',
  other_outflow: 'debit',
  contribution: 'credit',
  distribution: 'debit',
  common_stock: 'credit',
  preferred_stock: 'credit',
  additional_capital: 'credit',
  opening_balance: 'credit',
  retained_earnings: 'credit',
  memo: 'debit',
}

const accountTypes = [
  'bank_account',
  'credit_card',
  'prepaid_card',
  'payments',
  'payroll',
  'loan',
  'accounts_receivable',
  'accounts_payable',
] as const

const createRules: Rules = {
  name: required(text(255)),
  type: required(oneOf(types)),
  subtype: required(oneOf(Object.keys(sideOfSubtype))),
  report_cash_flow: required(flag),
  description: optional(text(100)),
  financial_account_type: optional(oneOf(accountTypes)),
  debit_credit: optional(oneOf(['debit', 'credit'])),
  sort_code: optional(integer),
  parent_id: optional(text()),
}

export const listLedgers: Handler = (call) => {
  const listing: Listing<StoredLedger> = {
    collection: call.desk.store.books(call.business.name).ledgers,
    matches: () => true,
    format: formatLedger,
  }
  if (call.desk.switches.ledgerPagination) return answerList(call, listing)
  return answered({ data: wholeList(call, listing) })
}

export const getLedger: Handler = (call) => {
  const { ledgers } = call.desk.store.books(call.business.name)
  const ledger = call.conditions.read(ledgers.versions(call.parameters.ledger_id ?? ''))
  return ledger === undefined ? refuse(notFound('Ledger')) : found(formatLedger(ledger))
}

export const createLedger: Handler = (call) => {
  const { body, business, desk } = call
  const problems = problemsOf(body, createRules)
  if (problems.length > 0 || !isRecord(body)) return refuse(validationError(problems))
  const { ledgers } = desk.store.books(business.name)
  if (typeof body.parent_id === 'string' && ledgers.get(body.parent_id) === undefined) {
    return refuse(unknown(desk, 'Ledger'))
  }
  const ledger = ledgerFrom(call, body)
  desk.store.put(ledgers, ledger, call.operation)
  call.conditions.created(ledger.id)
  return found(formatLedger(ledger), desk.switches.createStatus)
}

function ledgerFrom({ business, desk }: Call, body: Record<string, unknown>): StoredLedger {
  const textOrNull = (field: string): string | null => {
    const value = body[field]
    return typeof value === 'string' ? value : null
  }
  const subtype = String(body.subtype)
  const side = body.debit_credit === 'debit' || body.debit_credit === 'credit' ? body.debit_credit : null
  return {
    id: nextId(desk.surroundings, 'ldg'),
    account: business.name,
    name: String(body.name),
    type: String(body.type),
    subtype,
    reportCashFlow: body.report_cash_flow === true,
    description: textOrNull('description'),
    financialAccountType: textOrNull('financial_account_type'),
    debitCredit: side ?? sideOfSubtype[subtype] ?? 'debit',
    sortCode: typeof body.sort_code === 'number' ? body.sort_code : null,
    parentId: textOrNull('parent_id'),
    createdAtMs: desk.surroundings.clock.tick(),
  }
}

function formatLedger(ledger: StoredLedger): WireLedger {
  return {
    name: ledger.name,
    type: ledger.type,
    subtype: ledger.subtype,
    report_cash_flow: ledger.reportCashFlow,
    id: ledger.id,
    description: ledger.description,
    financial_account_type: ledger.financialAccountType,
    debit_credit: ledger.debitCredit,
    sort_code: ledger.sortCode,
    parent_id: ledger.parentId,
  }
}
