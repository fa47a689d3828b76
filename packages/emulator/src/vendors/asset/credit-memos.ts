import { isRecord } from '../frame.ts'
import { answered, type Call, found, type Handler, moneyFormat, refuse } from './call.ts'
import { wireDate } from './dates.ts'
import type { StoredCreditMemo } from './entities.ts'
import { type AssetError, isError, notFound, validationError } from './errors.ts'
import { nextId } from './identifiers.ts'
import { answerList } from './lists.ts'
import { readMoney, wireMoney } from './money.ts'
import { filtersIn } from './paging.ts'
import { unknown } from './payments.ts'
import { listOf, money, optional, problemsOf, required, text } from './validation.ts'
import type { WireCreditMemo } from './wire-shapes.ts'

const largestBatch = 100

/** Documented: a batch, numbers unique per business, amounts above 0, and failed items in `errors`. */
export const createCreditMemos: Handler = (call) => {
  const { body, desk, business } = call
  const unfit = listOf(1, largestBatch)(body)
  if (!Array.isArray(body) || unfit !== null) {
    return refuse(validationError([{ at: ['body'], message: unfit ?? '' }]))
  }
  const items: readonly unknown[] = body
  const rules = {
    number: required(text(255)),
    customer_id: required(text()),
    amount: required(money(moneyFormat(desk, business), 'positive')),
    description: optional(text(512)),
  }
  const problems = items.flatMap((item, index) => problemsOf(item, rules, ['body', index]))
  if (problems.length > 0) return refuse(validationError(problems))

  const data: WireCreditMemo[] = []
  const errors: { error: string; number: string }[] = []
  for (const item of items) {
    const fields = isRecord(item) ? item : {}
    const memo = createOne(call, fields)
    if (isError(memo)) errors.push({ error: memo.message, number: String(fields.number) })
    else data.push(formatMemo(memo, call))
  }
  return answered(
    { data, errors },
    data.length === 0 ? desk.switches.allFailedStatus : desk.switches.createStatus,
  )
}

function createOne(call: Call, fields: Record<string, unknown>): StoredCreditMemo | AssetError {
  const { business, conditions, desk, operation } = call
  const { creditMemos, customers } = desk.store.books(business.name)
  const number = String(fields.number)
  const customerId = String(fields.customer_id)
  if (creditMemos.ordered.some((memo) => memo.number === number)) {
    return { status: 422, message: `Credit memo number ${number} already exists` }
  }
  if (customers.get(customerId) === undefined) return unknown(desk, 'Customer')
  const memo: StoredCreditMemo = {
    id: nextId(desk.surroundings, 'cm'),
    account: business.name,
    number,
    customerId,
    description: typeof fields.description === 'string' ? fields.description : '',
    amount: readMoney(fields.amount, moneyFormat(desk, business)) ?? 0,
    spent: 0,
    voidedAtMs: null,
    createdAtMs: desk.surroundings.clock.tick(),
  }
  desk.store.put(creditMemos, memo, operation)
  conditions.created(memo.id)
  return memo
}

export const listCreditMemos: Handler = (call) => {
  const query = filtersIn(call.query, call.desk.switches)
  const customerId = query.get('customer_id')
  const voided = query.get('voided')
  return answerList<StoredCreditMemo>(call, {
    collection: call.desk.store.books(call.business.name).creditMemos,
    matches: (memo) =>
      (customerId === null || memo.customerId === customerId) &&
      (voided === null || (memo.voidedAtMs !== null) === (voided === 'true')),
    format: (memo) => formatMemo(memo, call),
  })
}

function readMemo({ business, conditions, desk, parameters }: Call): StoredCreditMemo | undefined {
  const { creditMemos } = desk.store.books(business.name)
  return conditions.read(creditMemos.versions(parameters.credit_memo_id ?? ''))
}

export const getCreditMemo: Handler = (call) => {
  const memo = readMemo(call)
  return memo === undefined ? refuse(notFound('Credit memo')) : found(formatMemo(memo, call))
}

export const voidCreditMemo: Handler = (call) => {
  const { creditMemos } = call.desk.store.books(call.business.name)
  const memo = creditMemos.get(readMemo(call)?.id ?? '')
  if (memo === undefined) return refuse(notFound('Credit memo'))
  // guess: what is spent or void stays as it is.
  if (memo.spent > 0 || memo.voidedAtMs !== null) {
    return refuse({ status: 422, message: 'The credit memo was used or voided before' })
  }
  const voided = { ...memo, voidedAtMs: call.desk.surroundings.clock.tick() }
  call.desk.store.put(creditMemos, voided, call.operation)
  return found(formatMemo(voided, call))
}

function formatMemo(memo: StoredCreditMemo, { business, desk }: Call): WireCreditMemo {
  return {
    id: memo.id,
    business_id: business.id,
    number: memo.number,
    customer_id: memo.customerId,
    description: memo.description,
    amount: wireMoney(memo.amount, moneyFormat(desk, business)),
    voided_at: memo.voidedAtMs === null ? null : wireDate(memo.voidedAtMs, desk.switches),
  }
}
