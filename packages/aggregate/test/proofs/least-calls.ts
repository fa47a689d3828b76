// What a sync must ask at the least, from the vendors' pages alone. Nothing of the product is imported: were the sync wrong
// about what it needs, this would not be wrong with it.
import type { RecordedRequest, VendorName } from '@invoice-adapters/emulator'

/** Records in one page: Commet and Asset state 100 as the most (listPage, paging); of Whop the same is taken, who states none. */
const pageSize = 100

/** An empty list is one page, too. */
const pages = (records: number, size = pageSize): number => Math.max(1, Math.ceil(records / size))

export interface Term {
  account: string
  /** The vendor's route. */
  call: string
  calls: number
  why: string
}

export interface AccountSize {
  provider: VendorName
  account: string
  invoices: number
  /** Settled by a payment that the vendor keeps apart from the invoice. */
  withPayment: number
}

type Terms = readonly (readonly [call: string, calls: number, why: string])[]

const leastFull: Record<VendorName, (size: AccountSize) => Terms> = {
  commet: ({ invoices }) => [
    ['list_invoices', pages(invoices), 'pages of 100'],
    ['get_invoice', invoices, 'lines and credits are in the single answer alone'],
  ],
  asset: ({ invoices }) => [
    ['get_token', 1, 'every request needs a token'],
    ['list_invoices', pages(invoices), 'pages of 100; lines and payments are in them'],
  ],
  whop: ({ invoices, withPayment }) => [
    ['list_invoices', pages(invoices), 'pages of 100'],
    [
      'get_invoice',
      invoices,
      'the list has ten fields; customer, fee and payment are in the single answer alone',
    ],
    ['get_plan', invoices, 'whether tax comes on top is in the plan alone'],
    ['get_payment', withPayment, 'what was charged and given back is in the payment alone'],
  ],
}

/** Reading an account from nothing. */
export function leastOfFull(size: AccountSize): Term[] {
  return named(size.account, leastFull[size.provider](size))
}

/** What a full sync asks beyond, and what for. */
export function extrasOfFull(
  { provider, account, invoices }: AccountSize,
  { timeCursor, tokens }: { timeCursor: boolean; tokens: number },
): Term[] {
  const again = timeCursor
    ? [
        [
          'list_invoices',
          pages(invoices, 66),
          'a second walk with other page borders (66 a page): this dialect’s cursor is a time, and can skip records of one instant at a border',
        ] as const,
      ]
    : []
  const renewals =
    provider === 'asset' ? [['get_token', tokens - 1, 'tokens that ended during the run'] as const] : []
  return named(account, [
    ['list_invoices', 1, 'a list of one: is the credential good, and whose is it'],
    ...again,
    ...renewals,
  ])
}

/** What happened at an account since the run before, as the emulator's ledger tells it. */
export interface AccountChanges {
  provider: VendorName
  account: string
  /** All that is there now. */
  invoices: number
  drafts: number
  /** Payable now, late or not. */
  open: number
  /** Created by the vendor's clock since the latest full walk. */
  createdSince: number
  /** New or changed since, where the list says so. */
  listedAsChanged: number
  /** New and settled already; with a payment kept apart. */
  newSettled: WithPayment
  /** Unsettled before, settled by now. */
  settledSince: WithPayment
  deleted: number
}

export interface WithPayment {
  count: number
  withPayment: number
}

const leastIncremental: Record<VendorName, (changes: AccountChanges) => Terms> = {
  commet: ({ invoices, listedAsChanged }) => [
    [
      'list_invoices',
      pages(invoices),
      'no filter by change: the whole list, pages of 100, says what changed',
    ],
    ['get_invoice', listedAsChanged, 'lines and credits of what is new or changed'],
  ],
  asset: ({ invoices }) => [
    ['get_token', 1, 'every request needs a token'],
    ['list_invoices', pages(invoices), 'neither a filter nor a date of change: the whole list, pages of 100'],
  ],
  whop: ({ createdSince, drafts, open, newSettled, settledSince, deleted }) => [
    ['list_invoices', pages(createdSince), 'what was created since'],
    ['list_invoices', pages(drafts), 'all drafts: new ones may have old dates, and some may be gone'],
    ['list_invoices', pages(open), 'all payable ones, for the same reason'],
    [
      'get_invoice',
      drafts + newSettled.count + settledSince.count,
      'drafts can be edited, and the list does not show it; what settled is in no list of these',
    ],
    ['get_invoice', deleted, 'a draft that is listed no more is gone only if the vendor says so'],
    ['get_plan', drafts + newSettled.count + settledSince.count, 'price and tax of the same'],
    ['get_payment', newSettled.withPayment + settledSince.withPayment, 'what was charged'],
  ],
}

export function leastOfIncremental(changes: AccountChanges): Term[] {
  return named(changes.account, leastIncremental[changes.provider](changes))
}

/** What an incremental sync asks beyond, and what for. */
export function extrasOfIncremental({ provider, account, open }: AccountChanges): Term[] {
  const check = ['list_invoices', 1, 'a list of one: is the credential good, and whose is it'] as const
  const own: Record<VendorName, Terms> = {
    commet: [
      check,
      [
        'get_invoice',
        1,
        'Commet names no account: one known invoice must be there, or the credential is another’s',
      ],
    ],
    asset: [check],
    whop: [
      check,
      [
        'get_invoice',
        open,
        'due date, customer and fee of an open invoice are not in the list, and could have changed',
      ],
      ['get_plan', open, 'the price of an open invoice, for the same reason'],
    ],
  }
  return named(account, own[provider])
}

function named(account: string, terms: Terms): Term[] {
  return terms.filter(([, calls]) => calls > 0).map(([call, calls, why]) => ({ account, call, calls, why }))
}

/** Calls by account and route, as the terms add up to. */
export function sumOf(terms: readonly Term[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { account, call, calls } of terms) {
    const key = `${account} ${call}`
    sums[key] = (sums[key] ?? 0) + calls
  }
  return Object.fromEntries(Object.entries(sums).sort())
}

/** The same as the emulator counted them. */
export function countedCalls(requests: readonly RecordedRequest[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { account, operation, path } of requests) {
    const key = `${account ?? 'nobody'} ${operation ?? path}`
    sums[key] = (sums[key] ?? 0) + 1
  }
  return Object.fromEntries(Object.entries(sums).sort())
}
