import type { CustomerSeed, EmulatorData, InvoiceSeed } from '../frame.ts'

// One company with four customers, as on the emulator's first day, 15 July 2026.

const place = { vendor: 'whop', account: 'atelier' } as const

const customers: readonly CustomerSeed[] = [
  {
    ...place,
    id: 'mber_hoffmann',
    name: 'Hoffmann & Söhne',
    email: 'rechnung@hoffmann.example',
    createdAt: '2026-02-01T09:00:00.000Z',
  },
  {
    ...place,
    id: 'mber_brightside',
    name: 'Brightside Ltd',
    email: 'accounts@brightside.example',
    currency: 'GBP',
    createdAt: '2026-02-11T09:00:00.000Z',
  },
  {
    ...place,
    id: 'mber_diwan',
    name: 'Diwan Trading',
    email: 'finance@diwan.example',
    currency: 'KWD',
    createdAt: '2026-03-03T09:00:00.000Z',
  },
  {
    ...place,
    id: 'mber_gone',
    name: 'Former Customer',
    email: 'former@customers.example',
    createdAt: '2026-01-20T09:00:00.000Z',
    whop: { userRemoved: true },
  },
]

const design = { product: 'Design services' }
const coaching = { product: 'Coaching' }

const hoffmann: readonly InvoiceSeed[] = [
  {
    ...place,
    customer: 'mber_hoffmann',
    status: 'paid',
    lines: [
      { description: 'Logo', amount: 90_000 },
      { description: 'Business cards, proofs', quantity: 3, amount: 7_497 },
    ],
    createdAt: '2026-04-02T10:00:00.000Z',
    updatedAt: '2026-04-09T13:20:00.000Z',
    dueAt: '2026-05-02T10:00:00.000Z',
    whop: design,
  },
  {
    ...place,
    customer: 'mber_hoffmann',
    status: 'partially_refunded',
    amountRefunded: 20_000,
    lines: [{ description: 'Workshop, two days', quantity: 2, amount: 120_000 }],
    createdAt: '2026-04-20T10:00:00.000Z',
    updatedAt: '2026-04-28T08:00:00.000Z',
    dueAt: '2026-05-20T10:00:00.000Z',
    whop: coaching,
  },
  {
    ...place,
    customer: 'mber_hoffmann',
    status: 'open',
    lines: [{ description: 'Website, first half', amount: 240_000 }],
    createdAt: '2026-05-28T10:00:00.000Z',
    dueAt: '2026-06-28T10:00:00.000Z',
    whop: design,
  },
  {
    ...place,
    customer: 'mber_hoffmann',
    status: 'open',
    lines: [
      { description: 'Website, second half', amount: 240_000 },
      { description: 'Goodwill', amount: -15_000 },
    ],
    createdAt: '2026-07-10T10:00:00.000Z',
    dueAt: '2026-08-10T10:00:00.000Z',
    whop: { ...design, clearsAt: '2026-07-18T10:00:00.000Z' },
  },
  {
    ...place,
    customer: 'mber_hoffmann',
    status: 'draft',
    lines: [{ description: 'Maintenance, half a day', quantity: 0.5, amount: 30_000 }],
    createdAt: '2026-07-14T10:00:00.000Z',
    dueAt: '2026-08-31T10:00:00.000Z',
    whop: { ...design, finalizesAt: '2026-08-01T06:00:00.000Z', internalNotes: 'draft-2026-08' },
  },
]

const brightside: readonly InvoiceSeed[] = [
  {
    ...place,
    customer: 'mber_brightside',
    status: 'paid',
    lines: [{ description: 'Coaching, first month', amount: 34_900 }],
    createdAt: '2026-05-05T10:00:00.000Z',
    updatedAt: '2026-05-06T07:45:00.000Z',
    dueAt: '2026-05-19T10:00:00.000Z',
    whop: { ...coaching, renewal: { price: 29_900 } },
  },
  {
    ...place,
    customer: 'mber_brightside',
    status: 'open',
    tax: 9_980,
    lines: [{ description: 'Audit', amount: 49_900 }],
    createdAt: '2026-07-01T10:00:00.000Z',
    dueAt: '2026-07-31T10:00:00.000Z',
    whop: { ...coaching, buyerFee: true },
  },
  {
    ...place,
    customer: 'mber_brightside',
    status: 'void',
    lines: [{ description: 'Audit, wrong address', amount: 49_900 }],
    createdAt: '2026-06-30T10:00:00.000Z',
    updatedAt: '2026-07-01T09:58:00.000Z',
    dueAt: '2026-07-31T10:00:00.000Z',
    whop: coaching,
  },
]

const diwan: readonly InvoiceSeed[] = [
  {
    ...place,
    customer: 'mber_diwan',
    status: 'paid',
    lines: [{ description: 'Brand guide', amount: 412_500 }],
    createdAt: '2026-05-15T10:00:00.000Z',
    updatedAt: '2026-06-02T10:00:00.000Z',
    dueAt: '2026-06-15T10:00:00.000Z',
    whop: { ...design, settledBy: 'hand' },
  },
  {
    ...place,
    customer: 'mber_diwan',
    status: 'open',
    tax: 16_429,
    lines: [{ description: 'Catalogue', amount: 345_000 }],
    createdAt: '2026-07-05T10:00:00.000Z',
    dueAt: '2026-08-05T10:00:00.000Z',
    whop: { ...design, taxType: 'inclusive', withoutLineItems: true },
  },
]

const gone: readonly InvoiceSeed[] = [
  {
    ...place,
    customer: 'mber_gone',
    status: 'uncollectible',
    lines: [{ description: 'Coaching, single hour', amount: 12_000 }],
    createdAt: '2026-03-10T10:00:00.000Z',
    updatedAt: '2026-06-20T10:00:00.000Z',
    dueAt: '2026-04-10T10:00:00.000Z',
    whop: coaching,
  },
  {
    ...place,
    customer: 'mber_gone',
    status: 'refunded',
    lines: [{ description: 'Coaching, single hour', amount: 12_000 }],
    createdAt: '2026-02-10T10:00:00.000Z',
    updatedAt: '2026-02-14T10:00:00.000Z',
    dueAt: '2026-03-10T10:00:00.000Z',
    whop: coaching,
  },
]

/** Twelve invoices in three currencies and every status. */
export const demoData: EmulatorData = {
  accounts: [{ vendor: place.vendor, name: place.account, mode: 'live', currency: 'EUR' }],
  customers,
  invoices: [...hoffmann, ...brightside, ...diwan, ...gone],
}
