import type { RecordedRequest } from '@invoice-adapters/emulator'
import type { VendorName } from '../world.ts'

/** What the formula is given: figures of the population, none of the run. */
export interface Load {
  /** Invoices that move. */
  invoices: number
  /** Customers whom the target does not know. */
  customers: number
  /** Invoices at the target before the run. */
  there: number
  /** Invoices of the source that a probe can ask for, at most three; and at the target. */
  sourceProbes: number
  targetProbes: number
}

/**
 * `least`: nobody can do it with fewer. `promise`: what the design promises costs this call. `vendor`: the vendor's
 * interface costs it. `waiting`: looks at drafts, whose number depends on the clock.
 */
export type Reason = 'least' | 'promise' | 'vendor' | 'waiting'

export interface Row {
  side: 'source' | 'target'
  operation: string
  reason: Reason
  why: string
  /** Null: any number from one per invoice on. */
  calls: ((load: Load) => number) | null
}

const each = ({ invoices }: Load): number => invoices
const once = (): number => 1

/** Pages of a hundred that are walked before each of the creations, one record more each time. */
export function pagesBefore(invoices: number, there: number): number {
  let pages = 0
  for (let made = 0; made < invoices; made += 1) pages += Math.max(1, Math.ceil((there + made) / 100))
  return pages
}

/** The same at Commet, which lists the invoices of one customer; they take turns. */
export function pagesOfCustomers({ invoices, customers }: Load): number {
  let pages = 0
  for (let made = 0; made < invoices; made += 1) {
    pages += Math.max(1, Math.ceil(Math.floor(made / customers) / 100))
  }
  return pages
}

type Part = Omit<Row, 'side'>

function part(operation: string, reason: Reason, why: string, calls: Part['calls'] = each): Part {
  return { operation, reason, why, calls }
}

const lookFirst = 'a vendor without a key that lasts: the copy is looked for before it is made'
const isItStill = 'the source is read before anything is made for it'
const stillOpen = 'and read once more right before it is closed: it may have been paid'
const closedIndeed = 'accepted is not enough: the source has to show that it is closed'
const statusFirst = 'setStatus writes only what is not so already'
const ours = 'whose account it is, before the first call that writes'

/** Written from the vendors' pages and the design, apart from the product's own estimate. */
const fromSource: Record<VendorName, readonly Part[]> = {
  commet: [
    part('update_status', 'least', 'closes the source'),
    part('get_invoice', 'promise', isItStill),
    part('get_invoice', 'promise', stillOpen),
    part('get_invoice', 'promise', statusFirst),
    part('get_invoice', 'vendor', 'this dialect answers a change with five fields'),
    part('get_invoice', 'promise', closedIndeed),
    part('list_invoices', 'promise', ours, once),
    part(
      'get_invoice',
      'vendor',
      'Commet names no account: three known invoices are asked for',
      (load) => load.sourceProbes,
    ),
  ],
  asset: [
    part('update_invoice', 'least', 'closes the source'),
    part('get_invoice', 'promise', isItStill),
    part('get_invoice', 'promise', stillOpen),
    part('get_invoice', 'promise', statusFirst),
    part('get_invoice', 'promise', closedIndeed),
    part('list_invoices', 'promise', ours, once),
  ],
  whop: [
    part('void', 'least', 'closes the source'),
    ...[isItStill, stillOpen, closedIndeed].flatMap((why) => [
      part('get_invoice', 'promise', why),
      part('get_plan', 'vendor', 'the amounts of an invoice stand on its plan'),
    ]),
    part('get_invoice', 'promise', statusFirst),
    part('get_invoice', 'vendor', 'void answers a bare true'),
    part('get_plan', 'vendor', 'the amounts of an invoice stand on its plan'),
    part('list_invoices', 'promise', ours, once),
  ],
}

const toTarget: Record<VendorName, readonly Part[]> = {
  commet: [
    part('create_invoice', 'least', 'makes the copy'),
    part('create_customer', 'least', 'makes the customer', ({ customers }) => customers),
    part('list_customers', 'vendor', 'the copy names the customer by Commet’s own id'),
    part(
      'list_invoices',
      'promise',
      'the customer’s currency is learnt, and the copy looked for, before it is made',
      pagesOfCustomers,
    ),
    part('get_invoice', 'vendor', 'this dialect answers a creation with a part of it'),
    part('get_invoice', 'promise', 'the copy is held against the plan before the source is closed'),
    part('list_invoices', 'promise', ours, once),
    part(
      'get_invoice',
      'vendor',
      'Commet names no account: known invoices are asked for',
      (load) => load.targetProbes,
    ),
  ],
  asset: [
    part(
      'create_invoices',
      'least',
      'makes the copies; in one call for a hundred, which would hold a hundred in both books at once',
      ({ invoices }) => Math.ceil(invoices / 100),
    ),
    part(
      'create_invoices',
      'promise',
      'one by one instead: in both books for moments only',
      ({ invoices }) => invoices - Math.ceil(invoices / 100),
    ),
    part('create_customer', 'least', 'makes the customer', ({ customers }) => customers),
    part(
      'list_customers',
      'vendor',
      'no key: the customer is looked for before being made',
      ({ customers }) => customers,
    ),
    part('list_invoices', 'vendor', lookFirst, ({ invoices, there }) => pagesBefore(invoices, there)),
    part('get_invoice', 'promise', 'the copy is held against the plan before the source is closed'),
    part('list_invoices', 'promise', ours, once),
  ],
  whop: [
    part('create_invoice', 'least', 'makes the draft'),
    part('update_invoice', 'least', 'opens it'),
    part('list_plans', 'vendor', lookFirst, ({ invoices, there }) => pagesBefore(invoices, there)),
    part('get_plan', 'vendor', 'the amounts of a new invoice stand on its plan'),
    part('get_invoice', 'promise', 'the copy is held against the plan before the source is closed'),
    part('get_plan', 'vendor', 'the amounts of an invoice stand on its plan'),
    part('get_invoice', 'promise', 'finalize writes only where it is still a draft'),
    part('get_plan', 'vendor', 'and answers a whole invoice'),
    part('get_invoice', 'waiting', 'a draft opens later by itself: looks until it has', null),
    part('get_plan', 'waiting', 'the amounts of an invoice stand on its plan', null),
    part('list_invoices', 'promise', ours, once),
  ],
}

/** To Whop, the source is read once more before the draft opens. */
const beforeOpening: Record<VendorName, readonly Part[]> = {
  commet: [part('get_invoice', 'promise', 'and again before the draft is opened')],
  asset: [part('get_invoice', 'promise', 'and again before the draft is opened')],
  whop: [],
}

export function formulaFor(from: VendorName, to: VendorName): Row[] {
  const source = [...fromSource[from], ...(to === 'whop' ? beforeOpening[from] : [])]
  return [
    ...source.map((one): Row => ({ ...one, side: 'source' })),
    ...toTarget[to].map((one): Row => ({ ...one, side: 'target' })),
  ]
}

/** Requests that arrived, by side and operation. */
export function countCalls(requests: readonly RecordedRequest[], sourceAccount: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { account, operation } of requests) {
    const side = account === sourceAccount ? 'source' : 'target'
    const name = `${side} ${operation ?? '?'}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
