import {
  type Capabilities,
  err,
  type InvoiceAdapter,
  type InvoiceError,
  listAll,
  type NewInvoice,
  type OperationName,
  ok,
  operationNames,
  type Result,
  type ResultAsync,
  type StatusTransition,
} from '@invoice-adapters/core'
import type { LedgerStatus } from '@invoice-adapters/emulator'
import type { FaultedWorld } from './world.ts'

type Answer = ResultAsync<unknown, InvoiceError> | Promise<Result<unknown, InvoiceError>>

/** One way of calling an operation, and the state in which it finds the invoice `inv_target`. */
export interface Call {
  name: string
  operation: OperationName
  writes: boolean
  /** The same call made again cannot do the same twice: by a key of the caller's, or since the state is read first. */
  repeatable: boolean
  /** Several writes at the vendor, of which some can be done and others not. */
  inParts?: boolean
  /** It says what shall be, so that the vendor may be told twice. */
  absolute?: boolean
  /** What changes at the vendor is no work of the call's. */
  happensAnyway?: boolean
  /** Where it says no, the dialect refuses what is asked although it has the operation. */
  needs?(capabilities: Capabilities): boolean
  target: { status: LedgerStatus; overdue: boolean }
  /** Done before the fault begins. */
  before?: (adapter: InvoiceAdapter, world: FaultedWorld) => Answer
  run(adapter: InvoiceAdapter, world: FaultedWorld): Answer
}

const open = { status: 'open', overdue: false } as const
const paid = { status: 'paid', overdue: false } as const
const draft = { status: 'draft', overdue: false } as const
const target = 'inv_target'

function invoice(externalId: string): NewInvoice {
  return {
    externalId,
    customer: { id: 'cus_ada' },
    currency: 'USD',
    issuedAt: '2026-07-15T00:00:00Z',
    dueAt: '2026-09-01T00:00:00Z',
    lines: [{ description: 'Work', amount: 12_345 }],
  }
}

/** What cannot be written at one vendor is left out at that vendor. */
function newInvoice(adapter: InvoiceAdapter, externalId: string): NewInvoice {
  const { issuedAt, dueAt, ...least } = invoice(externalId)
  const { coverage } = adapter.capabilities
  return {
    ...least,
    ...(coverage.issuedAt.write === 'yes' && { issuedAt }),
    ...(coverage.dueAt.write === 'yes' && { dueAt }),
  }
}

type Row = Omit<Call, 'name' | 'operation'>

const reading = { writes: false, repeatable: true, target: open } as const
const keyed = { writes: true, repeatable: true, target: open } as const
const absolute = { writes: true, repeatable: true, absolute: true, target: draft } as const
const unkeyed = { writes: true, repeatable: false, target: open } as const

const create: Row = { ...keyed, run: (adapter) => adapter.create(newInvoice(adapter, 'order-1')) }

/** Every operation of the contract, also those that a vendor lacks: the type makes it complete. */
const rows: Record<Exclude<OperationName, 'setStatus'>, Record<string, Row>> = {
  list: { '': { ...reading, run: walk } },
  get: { '': { ...reading, run: (adapter) => adapter.get(target) } },
  create: {
    '': create,
    'once more': { ...create, before: create.run },
  },
  createMany: {
    'of one': { ...keyed, run: (adapter) => createAll(adapter, ['order-1']) },
    'of two': { ...keyed, inParts: true, run: (adapter) => createAll(adapter, ['order-1', 'order-2']) },
  },
  update: {
    '': { ...absolute, run: (adapter) => adapter.update(target, { memo: 'Soon' }) },
    lines: {
      ...absolute,
      run: (adapter) => adapter.update(target, { lines: [{ description: 'Other', amount: 777 }] }),
    },
  },
  changeLines: {
    '': {
      ...unkeyed,
      run: (adapter) => adapter.changeLines(target, { add: [{ description: 'More', amount: 500 }] }),
    },
  },
  finalize: { '': { ...absolute, run: (adapter) => adapter.finalize(target) } },
  delete: { '': { ...unkeyed, target: draft, run: (adapter) => adapter.delete(target) } },
  send: { '': { ...unkeyed, run: (adapter) => adapter.send(target) } },
  pdf: { '': { ...reading, run: (adapter) => adapter.pdf(target) } },
  recordPayment: {
    'of a transaction': {
      ...keyed,
      run: (adapter, { transactionId }) =>
        adapter.recordPayment(target, { externalId: 'pay-1', amount: 4_000, currency: 'USD', transactionId }),
    },
    'from credit': {
      ...unkeyed,
      needs: ({ dialect }) => dialect !== 'unit-price-lines',
      run: (adapter) =>
        adapter.recordPayment(target, { externalId: 'pay-1', amount: 4_000, currency: 'USD' }),
    },
  },
  refund: {
    '': {
      ...keyed,
      target: paid,
      run: (adapter) =>
        adapter.refund(target, { externalId: 'back-1', amount: 9_000, currency: 'USD', method: 'ach' }),
    },
  },
  listRefunds: { '': { ...reading, target: paid, run: (adapter) => adapter.listRefunds(target) } },
  findByExternalId: {
    '': {
      ...reading,
      before: create.run,
      run: (adapter) => adapter.findByExternalId('order-1'),
    },
  },
  check: { '': { ...reading, run: (adapter) => adapter.check() } },
  'customers.get': { '': { ...reading, run: (adapter) => adapter.customers.get('cus_ada') } },
  'customers.list': { '': { ...reading, run: (adapter) => adapter.customers.list() } },
  'customers.create': {
    '': {
      ...keyed,
      run: (adapter) =>
        adapter.customers.create({ externalId: 'shop-77', name: 'Grace', email: 'grace@example.com' }),
    },
  },
  'webhooks.read': { '': { ...reading, happensAnyway: true, run: readDeliveries } },
}

/** All calls of one dialect: of every operation, and of every status change that its data declares. */
export function callsOf(capabilities: Capabilities): Call[] {
  return operationNames.flatMap((operation) => {
    const named = operation === 'setStatus' ? statusChanges(capabilities) : rows[operation]
    const all = Object.entries(named).map(([variant, row]) => ({
      ...row,
      operation,
      name: variant === '' ? operation : `${operation} ${variant}`,
    }))
    // One call is enough to see that it is refused.
    return capabilities.operations[operation].supported ? all : all.slice(0, 1)
  })
}

function statusChanges({ status }: Capabilities): Record<string, Row> {
  const changes = status.transitions.filter(({ by }) => by === 'setStatus')
  return Object.fromEntries(
    changes.flatMap((change) =>
      change.from.map((from) => [`from ${from} to ${change.to}`, statusChange(change, from)]),
    ),
  )
}

function statusChange({ to, needs }: StatusTransition, from: StatusTransition['from'][number]): Row {
  const overdue = from === 'past_due'
  return {
    ...keyed,
    target: { status: overdue ? 'open' : (from as LedgerStatus), overdue },
    run: (adapter) => adapter.setStatus(target, to, needs === null ? {} : { unsafe: true }),
  }
}

/** The first failure of a batch stands for the whole. */
async function createAll(
  adapter: InvoiceAdapter,
  externalIds: string[],
): Promise<Result<unknown, InvoiceError>> {
  const answer = await adapter.createMany(externalIds.map((externalId) => newInvoice(adapter, externalId)))
  if (answer.isErr()) return answer
  for (const one of answer.value.results) if (!one.ok) return err(one.error)
  return answer
}

/** A walk over small pages, whose first error is its answer. */
async function walk(adapter: InvoiceAdapter): Promise<Result<unknown, InvoiceError>> {
  const listing = listAll(adapter, { pageSize: 2 })
  const invoices = []
  for await (const item of listing) {
    if (item.isErr()) return item
    invoices.push(item.value)
  }
  return ok({ invoices, evidence: listing.evidence() })
}

async function readDeliveries(
  adapter: InvoiceAdapter,
  world: FaultedWorld,
): Promise<Result<unknown, InvoiceError>> {
  world.pay(target)
  world.pay('inv_other0')
  const deliveries = await world.deliveries()
  // Without a delivery the operation is still asked, and refuses this one.
  if (world.vendor.capabilities.webhooks === null) return adapter.webhooks.read({ headers: {}, body: '{}' })
  const events = []
  for (const delivery of deliveries) {
    const event = await adapter.webhooks.read(delivery)
    if (event.isErr()) return event
    events.push(event.value)
  }
  return ok({ events })
}
