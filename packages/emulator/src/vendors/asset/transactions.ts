import { isRecord } from '../frame.ts'
import { answered, type Call, found, type Handler, moneyFormat, refuse } from './call.ts'
import { readDate, wireDate } from './dates.ts'
import type { StoredTransaction } from './entities.ts'
import { notFound, validationError } from './errors.ts'
import { answerList } from './lists.ts'
import { readMoney, wireMoney } from './money.ts'
import { matchTransaction, recordTransaction } from './transaction-book.ts'
import { date, listOf, money, problemsOf, required, text } from './validation.ts'
import type { WireTransaction } from './wire-shapes.ts'

const largestBatch = 100

// guess: field names. Documented is a batch of up to 100 against an external account.
export const createTransactions: Handler = (call) => {
  const { body, desk, business } = call
  const unfit = listOf(1, largestBatch)(body)
  if (!Array.isArray(body) || unfit !== null) {
    return refuse(validationError([{ at: ['body'], message: unfit ?? '' }]))
  }
  const items: readonly unknown[] = body
  const rules = {
    external_account_id: required(text()),
    description: required(text()),
    amount: required(money(moneyFormat(desk, business))),
    datetime: required(date(desk.switches)),
  }
  const problems = items.flatMap((item, index) => problemsOf(item, rules, ['body', index]))
  if (problems.length > 0) return refuse(validationError(problems))
  const data = items.map((item) => formatTransaction(createOne(call, item), call))
  return answered({ data }, desk.switches.transactionStatus)
}

function createOne({ business, conditions, desk, operation }: Call, item: unknown): StoredTransaction {
  const fields = isRecord(item) ? item : {}
  const transaction = recordTransaction(desk, {
    business,
    operation,
    externalAccountId: String(fields.external_account_id),
    description: String(fields.description),
    amount: readMoney(fields.amount, moneyFormat(desk, business)) ?? 0,
    atMs: readDate(fields.datetime, desk.switches) ?? 0,
  })
  conditions.created(transaction.id)
  matchTransaction(desk, transaction)
  return transaction
}

export const listTransactions: Handler = (call) =>
  answerList<StoredTransaction>(call, {
    collection: call.desk.store.books(call.business.name).transactions,
    matches: () => true,
    format: (transaction) => formatTransaction(transaction, call),
  })

export const getTransaction: Handler = (call) => {
  const { transactions } = call.desk.store.books(call.business.name)
  const transaction = call.conditions.read(transactions.versions(call.parameters.transaction_id ?? ''))
  return transaction === undefined
    ? refuse(notFound('Transaction'))
    : found(formatTransaction(transaction, call))
}

function formatTransaction(transaction: StoredTransaction, { business, desk }: Call): WireTransaction {
  return {
    id: transaction.id,
    business_id: business.id,
    external_account_id: transaction.externalAccountId,
    description: transaction.description,
    amount: wireMoney(transaction.amount, moneyFormat(desk, business)),
    datetime: wireDate(transaction.atMs, desk.switches),
  }
}
