import type { LineSeed } from '@invoice-adapters/emulator'
import { soon, type VendorName, type WorldSettings } from '../world.ts'
import type { PersonKind } from './people.ts'

export type Seed = NonNullable<WorldSettings['invoices']>[number]

/** What distinguishes an invoice of a class. Amounts are minor units. */
export interface Make {
  vendor: VendorName
  /** The amount of the first line; every invoice of a population has another. */
  amount: number
  /** A second figure, smaller than the amount and above zero. */
  part: number
  index: number
}

interface ClassFacts {
  seed: (make: Make) => Partial<Seed>
  person?: PersonKind
  /** The total of the invoice, by hand; default: the amount. */
  total?: (make: Make) => number
  /** What was paid of it and does not move along. */
  paid?: (make: Make) => number
  currency?: string
}

const line = (amount: number, more: Partial<LineSeed> = {}): LineSeed => ({
  description: 'Consulting',
  amount,
  ...more,
})
const plain = ({ amount }: Make): Partial<Seed> => ({ lines: [line(amount)] })
const settled = (status: Seed['status'], more: Partial<Seed> = {}): ClassFacts => ({
  seed: (make) => ({ ...plain(make), ...more, status }),
})
const withKey = (key: string): Pick<Seed, 'metadata'> => ({ metadata: { invoice_adapters_key: key } })

const reduced = ({ vendor, amount, part }: Make, type: 'discount' | 'credit'): Partial<Seed> => {
  if (vendor === 'commet') return { lines: [line(amount), line(-part, { type, description: 'Less' })] }
  if (vendor === 'asset') return { lines: [line(amount)], discount: part }
  return { lines: [line(amount), line(-part, { description: 'Less' })] }
}

export const classes: Record<string, ClassFacts> = {
  one_line: { seed: plain },
  several_lines: {
    seed: ({ amount, part }) => ({ lines: [line(amount), line(part, { description: 'Travel' }), line(499)] }),
    total: ({ amount, part }) => amount + part + 499,
  },
  quantities: {
    seed: ({ amount }) => ({ lines: [line(amount * 3, { quantity: 3 }), line(1250, { quantity: 5 })] }),
    total: ({ amount }) => amount * 3 + 1250,
  },
  large_amount: {
    seed: ({ amount }) => ({ lines: [line(987_654_000_000 + amount)] }),
    total: ({ amount }) => 987_654_000_000 + amount,
  },
  own_key: { seed: (make) => ({ ...plain(make), ...withKey(`order-${make.index}`) }) },
  known_customer: { seed: plain, person: 'known' },
  euro: { seed: (make) => ({ ...plain(make), currency: 'EUR' }), person: 'euro', currency: 'EUR' },
  yen: { seed: (make) => ({ ...plain(make), currency: 'JPY' }), person: 'yen', currency: 'JPY' },
  not_iso: { seed: (make) => ({ ...plain(make), currency: 'ETH' }), person: 'ether', currency: 'ETH' },
  taxed: {
    seed: (make) => ({ ...plain(make), tax: make.part }),
    total: ({ amount, part }) => amount + part,
  },
  tax_inside: { seed: (make) => ({ ...plain(make), tax: make.part, whop: { taxType: 'inclusive' } }) },
  discounted: { seed: (make) => reduced(make, 'discount'), total: ({ amount, part }) => amount - part },
  credit_applied: { seed: (make) => reduced(make, 'credit'), total: ({ amount, part }) => amount - part },
  part_paid: { seed: (make) => ({ ...plain(make), amountPaid: make.part }), paid: ({ part }) => part },
  past_due: { seed: (make) => ({ ...plain(make), dueAt: '2026-07-05T00:00:00.000Z' }) },
  no_due_date: { seed: (make) => ({ ...plain(make), dueAt: undefined as never }) },
  subscription: {
    seed: (make) => ({
      ...plain(make),
      ...(make.vendor === 'whop' ? { whop: { renewal: { price: make.part } } } : { subscriptionId: 'sub_1' }),
    }),
  },
  automatic: { seed: (make) => ({ ...plain(make), whop: { collectionMethod: 'charge_automatically' } }) },
  being_paid: { seed: (make) => ({ ...plain(make), whop: { clearsAt: '2027-01-01T00:00:00.000Z' } }) },
  buyer_fee: { seed: (make) => ({ ...plain(make), whop: { buyerFee: true } }) },
  draft: settled('draft'),
  paid: settled('paid'),
  partly_refunded: {
    seed: (make) => ({ ...plain(make), status: 'partially_refunded', amountRefunded: make.part }),
  },
  refunded: settled('refunded'),
  uncollectible: settled('uncollectible'),
  void: settled('void'),
  credit_note: {
    seed: ({ vendor, amount }) => ({
      lines: [line(-amount)],
      ...(vendor === 'commet' && { kind: 'credit_note' as const }),
    }),
    total: ({ amount }) => -amount,
  },
  zero: { seed: () => ({ lines: [line(0)] }), total: () => 0 },
  disagreeing: {
    seed: (make) => ({ ...plain(make), total: make.amount - 7 }),
    total: ({ amount }) => amount - 7,
  },
  nameless_customer: { seed: plain, person: 'nameless' },
  mailless_customer: { seed: plain, person: 'mailless' },
  twin_customer: { seed: plain, person: 'twin' },
  twin_at_target: { seed: plain, person: 'double' },
  shared_key: { seed: (make) => ({ ...plain(make), ...withKey('shared') }) },
}

export const ordinary: Partial<Seed> = { status: 'open', dueAt: soon }
