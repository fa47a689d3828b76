import type { InvoiceAdapter, InvoiceStatus } from '@invoice-adapters/core'
import {
  type AdapterOverrides,
  createReferenceAdapter,
  createReferenceBackend,
  type FaultKind,
  type Harness,
  type InvoiceFacts,
  type Oracle,
  type ReferenceAdapterOptions,
  type ReferenceBackend,
  type ReferenceInvoice,
  type World,
} from '../src/index.ts'
import { referenceCapabilities } from '../src/reference/capabilities.ts'

const statuses: Record<string, InvoiceStatus> = {
  draft: 'draft',
  issued: 'open',
  settled: 'paid',
  part_refunded: 'partially_refunded',
  refunded: 'refunded',
  written_off: 'uncollectible',
  cancelled: 'void',
}

/** The vendor's record in neutral words; written without looking at how the adapter reads it. */
function factsFrom(record: ReferenceInvoice): InvoiceFacts {
  const { live, status, settledAt, cancelledAt, payUrl, lines, customer, ...same } = record
  const { id, externalId, name, email, address } = customer
  const open = status === 'issued'
  const settled = status === 'settled' || status === 'cancelled'
  return {
    ...same,
    mode: live ? 'live' : 'test',
    apiVersion: '1',
    status: statuses[status] ?? 'unknown',
    providerStatus: status,
    taxInclusive: false,
    creditApplied: 0,
    amountDue: open ? record.total - record.amountPaid : settled ? 0 : null,
    paidAt: settledAt,
    voidedAt: cancelledAt,
    customer: { id, externalId, name, email, address },
    lines,
    payments: record.payments.map(({ externalId: _key, ...payment }) => payment),
    links: payUrl === null ? [] : [{ rel: 'pay', url: payUrl }],
  }
}

function oracleOf(backend: ReferenceBackend): Oracle {
  return {
    async invoice(id) {
      const record = backend.invoice(id)
      return record === undefined ? null : factsFrom(record)
    },
    invoices: async () => backend.invoices().map(factsFrom),
    customers: async () => backend.customers(),
    received: () => backend.received,
    mode: 'test',
  }
}

const everyFault: FaultKind[] = [
  'status',
  'not_json',
  'empty_body',
  'cut_body',
  'huge_body',
  'redirect',
  'failure_in_success',
  'unreachable',
  'drop_before_commit',
  'drop_after_commit',
  'no_answer',
  'commit_after_timeout',
  'hidden_from_lists',
  'repeated_page',
  'stale_read',
  'changed_record',
  'comes_out_different',
  'echoed_credential',
  'other_record',
  'meanwhile',
]

/** How a test makes the adapter; a planted defect makes another one. */
export type MakeAdapter = (options: ReferenceAdapterOptions) => InvoiceAdapter

export const makeReference: MakeAdapter = (options) => createReferenceAdapter(options)._unsafeUnwrap()

export interface ReferenceHarnessSettings {
  name?: string
  without?: ReferenceAdapterOptions['without']
  make?: MakeAdapter
  capabilities?: Harness['capabilities']
  /** The world as the kit would get it, to be made worse. */
  spoil?: (world: World, backend: ReferenceBackend) => World
}

/** Each world has a key of its own, since rate limits are shared by whoever has the same credential. */
let worlds = 0

export function referenceHarness(settings: ReferenceHarnessSettings = {}): Harness {
  const { name = 'reference', without = [], make = makeReference, spoil } = settings
  return {
    name,
    capabilities: settings.capabilities ?? referenceCapabilities(without),
    facts: {
      pageSize: 3,
      currencies: ['USD', 'JPY', 'KWD', 'EUR'],
      statuses: ['draft', 'open', 'paid', 'partially_refunded', 'refunded', 'uncollectible', 'void'],
      statusWords: Object.keys(statuses),
      wordFields: ['collection', 'lines.kind'],
      signatures: ['good', 'altered_body', 'wrong_secret', 'missing_signature', 'old', 'previous_secret'],
      can: [
        ...everyFault,
        'arbitrary_ids',
        'unheard_status_words',
        'equal_timestamps',
        'credit_notes',
        'unbalanced_totals',
        'unknown_currency',
        'largest_amounts',
        'clock',
        'wrong_credential',
      ],
    },
    async start() {
      worlds += 1
      const backend = createReferenceBackend({ apiKey: `ref_secret_key_${worlds}` })
      const world = worldOf(backend, (options) => make({ ...options, without }))
      return spoil === undefined ? world : spoil(world, backend)
    },
  }
}

function worldOf(backend: ReferenceBackend, make: MakeAdapter): World {
  const { current, previous } = backend.webhookSecrets
  const createAdapter = ({ credential, webhookSecret, ...common }: AdapterOverrides): InvoiceAdapter =>
    make({
      backend,
      ...common,
      ...(credential === 'wrong' ? { apiKey: 'ref_wrong_secret_key' } : {}),
      ...(webhookSecret === 'rotated' ? { webhookSecrets: [current, previous] } : {}),
    })
  return {
    adapter: createAdapter({}),
    createAdapter,
    oracle: oracleOf(backend),
    seed: async (invoices) => backend.seed(invoices),
    inputs: {
      invoice: (externalId) => ({
        externalId,
        customer: { externalId: 'buyer', name: 'Grace Hopper', email: 'grace@example.com' },
        currency: 'USD',
        lines: [{ description: 'Work', amount: 12_345 }],
      }),
    },
    faults: backend.faults,
    clock: { now: backend.clock.now, advance: async (milliseconds) => backend.clock.advance(milliseconds) },
    webhooks: { delivery: (wanted) => backend.delivery(wanted) },
    secrets: [backend.apiKey, current, previous, 'ref_wrong_secret_key'],
  }
}
