import type { EmulatorData, InvoiceSeed } from '../frame.ts'
import { demoCustomers } from './demo-customers.ts'
import { credit, monthly, overage, percentOff, place, plan, seats } from './demo-lines.ts'

// One organization with four customers, as on the emulator's first day, 15 July 2026.

const growth = { customer: 'cus_northwind', planName: 'Growth' }
const studio = { customer: 'cus_lumiere', planName: 'Studio', purchaseOrder: 'BC-2026-118' }
const flota = { customer: 'cus_andes', planName: 'Flota', metadata: { costCentre: 'SCL-04' } }
const basic = { customer: 'cus_sakura', planName: 'Basic' }

const northwind: readonly InvoiceSeed[] = [
  monthly({
    ...growth,
    month: '2026-03',
    status: 'paid',
    lines: [plan('Growth', 49_900)],
    tax: 4_117,
    updatedAt: '2026-04-03T08:12:00.000Z',
  }),
  monthly({
    ...growth,
    month: '2026-04',
    status: 'paid',
    lines: [plan('Growth', 49_900), overage(128_000, 100_000, 15)],
    tax: 4_463,
    updatedAt: '2026-05-02T16:40:00.000Z',
  }),
  monthly({
    ...growth,
    month: '2026-05',
    status: 'open',
    lines: [plan('Growth', 49_900), overage(161_500, 100_000, 15), percentOff(10, 4_990)],
    tax: 4_466,
  }),
  monthly({
    ...growth,
    month: '2026-06',
    status: 'open',
    lines: [plan('Growth', 49_900), seats(4, 8_000), credit(5_000)],
    tax: 4_364,
    dueAt: '2026-07-31T00:00:00.000Z',
  }),
  {
    ...place,
    customer: 'cus_northwind',
    kind: 'credit_note',
    status: 'paid',
    invoiceType: 'adjustment',
    lines: [{ description: 'Goodwill for the outage of 3 June', amount: -2_500 }],
    memo: 'Goodwill for the outage of 3 June',
    metadata: { ticket: 'SUP-771' },
    createdAt: '2026-06-04T12:00:00.000Z',
  },
  {
    ...place,
    customer: 'cus_northwind',
    status: 'refunded',
    invoiceType: 'one_time_payment',
    lines: [{ type: 'one_time', description: 'Onboarding workshop', amount: 120_000 }],
    tax: 9_900,
    createdAt: '2026-04-20T15:00:00.000Z',
    updatedAt: '2026-04-28T09:30:00.000Z',
  },
]

const lumiere: readonly InvoiceSeed[] = [
  monthly({
    ...studio,
    month: '2026-04',
    status: 'paid',
    lines: [plan('Studio', 8_900)],
    tax: 1_780,
    updatedAt: '2026-05-04T07:00:00.000Z',
  }),
  monthly({
    ...studio,
    month: '2026-05',
    status: 'uncollectible',
    lines: [plan('Studio', 8_900), seats(2, 1_998)],
    tax: 2_180,
    updatedAt: '2026-06-22T07:00:00.000Z',
  }),
  monthly({
    ...studio,
    month: '2026-06',
    status: 'open',
    lines: [plan('Studio', 8_900), percentOff(25, 2_225)],
    tax: 1_335,
    dueAt: '2026-07-31T00:00:00.000Z',
  }),
  {
    ...place,
    customer: 'cus_lumiere',
    status: 'paid',
    invoiceType: 'addon_activation',
    lines: [{ type: 'addon_base', description: 'Priority support', amount: 1_500, chargeType: 'advance' }],
    tax: 300,
    createdAt: '2026-05-11T11:11:11.000Z',
  },
]

const andes: readonly InvoiceSeed[] = [
  monthly({
    ...flota,
    month: '2026-05',
    status: 'void',
    lines: [plan('Flota', 45_000)],
    tax: 8_550,
    updatedAt: '2026-06-02T14:00:00.000Z',
  }),
  monthly({
    ...flota,
    month: '2026-06',
    status: 'open',
    lines: [
      plan('Flota', 45_000),
      {
        type: 'feature_quota',
        featureName: 'Vehicles',
        description: 'Vehicles over quota',
        quantity: 3,
        amount: 9_000,
        includedAmount: 20,
        usedAmount: 23,
        overageAmount: 3,
        chargeType: 'true_up',
      },
    ],
    tax: 10_260,
    dueAt: '2026-07-31T00:00:00.000Z',
  }),
  {
    ...place,
    customer: 'cus_andes',
    status: 'draft',
    invoiceType: 'plan_change',
    subscriptionId: 'sub_andes',
    planName: 'Flota Plus',
    lines: [plan('Flota Plus', 62_000)],
    tax: 11_780,
    createdAt: '2026-07-14T18:00:00.000Z',
    dueAt: '2026-08-14T18:00:00.000Z',
  },
]

const sakura: readonly InvoiceSeed[] = [
  monthly({
    ...basic,
    month: '2026-05',
    status: 'paid',
    lines: [plan('Basic', 4_800)],
    tax: 480,
    updatedAt: '2026-06-05T01:00:00.000Z',
  }),
  monthly({
    ...basic,
    month: '2026-06',
    status: 'open',
    lines: [
      plan('Basic', 4_800),
      { type: 'balance_overage', description: 'Usage beyond the balance', quantity: 250, amount: 750 },
    ],
    tax: 555,
    dueAt: '2026-07-31T00:00:00.000Z',
  }),
  {
    ...place,
    customer: 'cus_sakura',
    status: 'paid',
    invoiceType: 'balance_topup',
    lines: [{ type: 'one_time', description: 'Balance top-up', amount: 10_000 }],
    tax: 1_000,
    createdAt: '2026-06-18T03:00:00.000Z',
  },
]

/** Sixteen invoices in four currencies and every status. */
export const demoData: EmulatorData = {
  accounts: [{ vendor: 'commet', name: 'acme', mode: 'live', currency: 'USD' }],
  customers: demoCustomers,
  invoices: [...northwind, ...lumiere, ...andes, ...sakura],
}
