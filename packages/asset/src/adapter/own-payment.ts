import type { Invoice } from '@invoice-adapters/core'
import { readMoney } from '../money.ts'
import type { WirePayment } from '../schema.ts'
import { kindOf } from '../to-canonical/payments.ts'
import type { KeyMemory } from './key-memory.ts'
import type { WholeReading } from './read.ts'

/** A payment that was asked for, as far as it can be recognised at Asset, which keeps no key of ours. */
export interface AskedPayment {
  externalId: string
  /** Minor units. */
  amount: number
  wireAmount: number
  transactionId: string | null
  /** Digest of all that is asked. */
  content: string
}

/**
 * - `found`: it is there
 * - `other`: its transaction is there over another amount
 * - `doubtful`: what is there may be it or not
 */
export type Recognition =
  | { is: 'found'; paymentId: string | null }
  | { is: 'missing' }
  | { is: 'other'; amount: number | null }
  | { is: 'doubtful' }

/** A payment of a transaction is known by it; a draw from credit only by being new since `before` was read. */
export function recognise(
  { wire, invoice }: WholeReading,
  asked: AskedPayment,
  before: readonly string[] | null,
  memory: Pick<KeyMemory, 'owns'>,
): Recognition {
  const payments = wire.payments ?? []
  const digits = invoice.minorUnitDigits ?? 0
  return asked.transactionId === null
    ? recogniseDraw(payments, asked, digits, before, memory)
    : recogniseTransaction(payments, asked, digits)
}

function amountOf(payment: WirePayment, digits: number): number | null {
  return readMoney(payment.payment_amount, digits).amount
}

function recogniseTransaction(payments: WirePayment[], asked: AskedPayment, digits: number): Recognition {
  const same = payments.filter((payment) => payment.transaction_id === asked.transactionId)
  const [first] = same
  if (first === undefined) return { is: 'missing' }
  const exact = same.find((payment) => amountOf(payment, digits) === asked.amount)
  return exact === undefined
    ? { is: 'other', amount: amountOf(first, digits) }
    : { is: 'found', paymentId: exact.id ?? null }
}

function recogniseDraw(
  payments: WirePayment[],
  { amount }: AskedPayment,
  digits: number,
  before: readonly string[] | null,
  memory: Pick<KeyMemory, 'owns'>,
): Recognition {
  const candidates = payments.filter(
    (payment) =>
      kindOf(payment) === 'credit' &&
      amountOf(payment, digits) === amount &&
      !before?.includes(payment.id ?? '') &&
      !memory.owns(payment.id ?? ''),
  )
  const [first, second] = candidates
  if (first === undefined) return { is: 'missing' }
  // Without a reading from before, an equal draw may be this one or another.
  return before === null || second !== undefined
    ? { is: 'doubtful' }
    : { is: 'found', paymentId: first.id ?? null }
}

export function paymentIds({ payments }: Pick<Invoice, 'payments'>): string[] {
  return (payments ?? []).flatMap(({ id }) => id ?? [])
}
