import { type FilterName, filterNames, type InvoiceFilter, type StatusFilter } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf } from '../checks.ts'
import type { InvoiceFacts } from '../facts.ts'
import type { Harness, SeedInvoice } from '../harness.ts'
import type { Bench, KitTest } from '../kit-test.ts'
import { withoutRequest } from '../requests.ts'
import { day, expectedStatus, fromNow, seeded } from '../seeding.ts'
import { idsOf, walkPages } from '../walk.ts'

/** A filter and the oracle's own idea of who meets it. */
interface Case {
  query: InvoiceFilter
  meets(facts: InvoiceFacts, bench: Bench): boolean
}

/** Two customers, several days and statuses, so that every filter has something to let through and something to hold back. */
function manifold(bench: Bench): SeedInvoice[] {
  const { statuses } = bench.harness.facts
  return Array.from({ length: 8 }, (_, index) => ({
    customer: index % 2 === 0 ? 'customer' : 'other customer',
    subscription: index < 3 ? 'subscription' : 'other subscription',
    status: statuses[index % statuses.length] ?? 'open',
    number: `F-${index}`,
    externalId: `filter-${index}`,
    createdAt: fromNow(bench, (index - 8) * day),
    dueAt: fromNow(bench, (index - 3) * day),
  }))
}

function notBefore(value: string | null | undefined, from: string): boolean {
  return typeof value === 'string' && Date.parse(value) >= Date.parse(from)
}

function statusCases(facts: InvoiceFacts[]): Case[] {
  const present = [...new Set(facts.map((one) => one.status))]
  const wanted: StatusFilter[][] = [
    ...present.map((status) => [status]),
    ['payable'],
    ['past_due'],
    ['paid', 'void'],
    present,
  ]
  return wanted.map((status) => ({
    query: { status },
    meets: (one, bench) => {
      const now = expectedStatus(bench, one)
      return status.includes(now) || (status.includes('payable') && (now === 'open' || now === 'past_due'))
    },
  }))
}

type Cases = (facts: InvoiceFacts[], middle: InvoiceFacts) => Case[]

const cases: Record<FilterName, Cases> = {
  status: statusCases,
  customerId: (_facts, middle) =>
    oneCase({ customerId: middle.customer?.id ?? 'none' }, (one) => one.customer?.id === middle.customer?.id),
  subscriptionId: (_facts, middle) =>
    oneCase(
      { subscriptionId: middle.subscriptionId ?? 'none' },
      (one) => one.subscriptionId === middle.subscriptionId,
    ),
  createdFrom: (_facts, { createdAt: at }) =>
    oneCase({ createdFrom: at ?? '' }, (one) => notBefore(one.createdAt, at ?? '')),
  createdUntil: (_facts, { createdAt: at }) =>
    oneCase({ createdUntil: at ?? '' }, (one) => !notBefore(one.createdAt, at ?? '')),
  dueFrom: (_facts, { dueAt: at }) => oneCase({ dueFrom: at ?? '' }, (one) => notBefore(one.dueAt, at ?? '')),
  dueUntil: (_facts, { dueAt: at }) =>
    oneCase({ dueUntil: at ?? '' }, (one) => !notBefore(one.dueAt, at ?? '')),
  number: (_facts, middle) => oneCase({ number: middle.number ?? '' }, (one) => one.number === middle.number),
  externalId: (_facts, middle) =>
    oneCase({ externalId: middle.externalId ?? '' }, (one) => one.externalId === middle.externalId),
}

function oneCase(query: InvoiceFilter, meets: (facts: InvoiceFacts) => boolean): Case[] {
  return [{ query, meets }]
}

/** Whether the records hold anything to filter by. */
function isTellable(name: FilterName, middle: InvoiceFacts): boolean {
  const values: Partial<Record<FilterName, unknown>> = {
    customerId: middle.customer?.id,
    subscriptionId: middle.subscriptionId,
    createdFrom: middle.createdAt,
    createdUntil: middle.createdAt,
    dueFrom: middle.dueAt,
    dueUntil: middle.dueAt,
    number: middle.number,
    externalId: middle.externalId,
  }
  return name === 'status' || typeof values[name] === 'string'
}

function works(name: FilterName, how: string): KitTest {
  return {
    name: `filter-${name}`,
    promise: `the filter ${name} (${how}) lets through what the oracle's own filtering does, no more and no less`,
    async run(bench) {
      const facts = await seeded(bench, manifold(bench))
      // The first, one in the middle and the last: a match may lie on any page, and pages without one lie between.
      const chosen = [facts[0], facts[4], facts[7]].filter(
        (one) => one !== undefined && isTellable(name, one),
      )
      if (chosen.length === 0)
        bench.notProven(`no record that the harness can make has anything to filter by ${name}`)
      for (const one of chosen) if (one !== undefined) await compare(bench, facts, cases[name](facts, one))
    },
  }
}

/** Each case, over all pages, against the oracle's own filtering. */
async function compare(bench: Bench, facts: InvoiceFacts[], wantedCases: Case[]): Promise<void> {
  const { pageSize } = bench.harness.facts
  for (const { query, meets } of wantedCases) {
    const wanted = facts.filter((one) => meets(one, bench)).map((one) => one.id)
    const { invoices, unreadable } = await walkPages(bench.adapter, { ...query, pageSize })
    ensure(unreadable.length === 0, `${unreadable.length} records are unreadable`)
    ensureEqual(idsOf(invoices).sort(), wanted.sort(), `the list for ${JSON.stringify(query)}`)
  }
}

function refused(name: FilterName): KitTest {
  const query: InvoiceFilter = name === 'status' ? { status: ['open'] } : { [name]: '2026-01-01T00:00:00Z' }
  return {
    name: `filter-${name}-is-refused`,
    promise: `the filter ${name}, declared as absent, is refused before anything is sent, never ignored`,
    async run(bench) {
      const result = await withoutRequest(bench, `list by ${name}`, () => bench.adapter.list(query))
      errorOf(result, `list by ${name}`, 'unsupported', 'invalid_input')
    },
  }
}

export function filterTests({ capabilities }: Harness): KitTest[] {
  return filterNames.map((name) => {
    const { how } = capabilities.filters[name]
    return how === 'absent' ? refused(name) : works(name, how)
  })
}
