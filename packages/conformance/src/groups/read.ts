import type { Invoice } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf, stableJson } from '../checks.ts'
import { factOf, isEmpty, sameValue, valueIn } from '../fields.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { requestsDuring, withoutRequest } from '../requests.ts'
import { expectedStatus, factsFor, richSamples, seeded, seededOne } from '../seeding.ts'
import { walkPages } from '../walk.ts'
import { changedRecordTests } from './changed-records.ts'

/** Fields without which nobody could tell one invoice from another, or what is owed. */
const essential = [
  'number',
  'currency',
  'subtotal',
  'tax',
  'total',
  'dueAt',
  'customer.id',
  'lines.amount',
] as const

const utcInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const dateFields = [
  'createdAt',
  'issuedAt',
  'dueAt',
  'paidAt',
  'voidedAt',
  'updatedAt',
  'periodStart',
  'periodEnd',
] as const

async function readings(bench: Bench): Promise<Invoice[]> {
  const facts = await seeded(bench, richSamples(bench))
  const single: Invoice[] = []
  for (const { id } of facts) single.push(okOf(await bench.adapter.get(id), `get of ${id}`))
  return [...single, ...(await walkPages(bench.adapter, {})).invoices]
}

const getIsTrue: KitTest = {
  name: 'get-equals-truth',
  promise: 'a single read gives the invoice that was asked for, as it stands at the vendor',
  async run(bench) {
    const facts = await seeded(bench, richSamples(bench))
    for (const one of facts) {
      const invoice = okOf(await bench.adapter.get(one.id), `get of ${one.id}`)
      ensureEqual([invoice.source.id, invoice.detail], [one.id, 'full'], 'id and detail')
      ensureEqual(invoice.status, expectedStatus(bench, one), `status of ${one.id}`)
      for (const field of essential) {
        const fact = factOf(one, field)
        const value = valueIn(invoice, field)
        const right = !fact.known || isEmpty(value) || sameValue(field, value, fact.value)
        ensure(
          right,
          `${field} of ${one.id} is ${stableJson(value)}, and truly ${stableJson(fact.known && fact.value)}`,
        )
      }
    }
  },
}

const missingIsNotFound: KitTest = {
  name: 'missing-is-not-found',
  promise: 'an id that the vendor does not have is `not_found`, never another invoice and never null',
  async run(bench) {
    await seededOne(bench)
    errorOf(await bench.adapter.get('inv_there_is_no_such_thing'), 'get of a missing id', 'not_found')
  },
}

const emptyIdRefused: KitTest = {
  name: 'empty-id-is-refused',
  promise: 'an empty id is `invalid_input` before anything is sent',
  async run(bench) {
    const result = await withoutRequest(bench, "get('')", () => bench.adapter.get(''))
    errorOf(result, "get('')", 'invalid_input')
  },
}

const oddIds: KitTest = {
  name: 'odd-ids-reach-their-record',
  promise: 'an id with a slash, a space or letters beyond ASCII is escaped, and reads its own record',
  needs: ['arbitrary_ids'],
  async run(bench) {
    const ids = ['inv/1', 'inv 2', 'inv_ä€', 'inv?x=1', 'inv%2F5', 'inv#6']
    await bench.world.seed(ids.map((id) => ({ id })))
    for (const id of ids) {
      ensureEqual(okOf(await bench.adapter.get(id), `get of ${id}`).source.id, id, 'id')
    }
  },
}

const crookedIds: KitTest = {
  name: 'crooked-ids-lead-nowhere',
  promise: 'an id made like a path reads nothing else than the record of that id, which is not there',
  async run(bench) {
    const facts = await seededOne(bench)
    for (const id of [`x/../${facts.id}`, `../${facts.id}`, `${facts.id}?a=b`, `${facts.id}/`, '..', '.']) {
      errorOf(await bench.adapter.get(id), `get of ${id}`, 'not_found', 'invalid_input')
    }
  },
}

const noWrites: KitTest = {
  name: 'reading-writes-nothing',
  promise: 'reading sends nothing that could change anything',
  async run(bench) {
    const facts = await seededOne(bench)
    const { writes } = await requestsDuring(bench, async () => {
      const got = await bench.adapter.get(facts.id)
      const listed = await bench.adapter.list()
      const checked = await bench.adapter.check()
      return [got, listed, checked].map((result) => okOf<unknown>(result, 'reading'))
    })
    ensureEqual(writes.length, 0, 'the number of writes')
    ensureEqual(await factsFor(bench, facts.id), facts, 'the invoice after it was read')
  },
}

const plainJson: KitTest = {
  name: 'invoices-are-plain-json',
  promise: 'an invoice survives JSON unchanged: no undefined, no NaN, no Date',
  async run(bench) {
    for (const invoice of await readings(bench)) {
      const reborn = JSON.parse(JSON.stringify(invoice)) as unknown
      ensureEqual(reborn, invoice, `${invoice.source.id} after JSON`)
      ensure(!hasUndefined(invoice), `${invoice.source.id} has a key whose value JSON cannot hold`)
    }
  },
}

function hasUndefined(value: unknown): boolean {
  if (value === undefined || typeof value === 'function') return true
  if (typeof value === 'number') return !Number.isFinite(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined)
}

const datesAreUtc: KitTest = {
  name: 'dates-are-utc',
  promise: 'every date is RFC 3339 in UTC',
  async run(bench) {
    for (const invoice of await readings(bench)) {
      for (const field of dateFields) {
        const date = invoice[field]
        ensure(date === null || utcInstant.test(date), `${field} is ${String(date)}`)
      }
    }
  },
}

const rawKept: KitTest = {
  name: 'raw-is-kept-unless-off',
  promise: 'raw holds the vendor’s answer, and is null with `raw: false`',
  async run(bench) {
    const facts = await seededOne(bench)
    const { raw } = okOf(await bench.adapter.get(facts.id), 'get')
    ensure(raw !== null && JSON.stringify(raw).includes(facts.id), 'raw does not hold the answer')
    const without = okOf(await bench.worker({ raw: false }).get(facts.id), 'get with raw: false')
    ensureEqual(without.raw, null, 'raw with raw: false')
  },
}

const accountCheck: KitTest = {
  name: 'check-tells-whose-account',
  promise: 'check tells live from test as the vendor has it, or null',
  async run(bench) {
    await seededOne(bench)
    const { mode } = okOf(await bench.adapter.check(), 'check')
    ensure(mode === null || mode === bench.world.oracle.mode, `check says ${String(mode)}`)
  },
}

const findsByKey: KitTest = {
  name: 'finds-by-external-id',
  promise: 'findByExternalId finds the one invoice with that key, and null where there is none',
  operations: ['findByExternalId', 'create'],
  async run(bench) {
    await seeded(bench, [{}, {}, {}])
    const input = bench.world.inputs.invoice('looked-for')
    const { invoice } = okOf(await bench.adapter.create(input), 'create')
    const found = okOf(await bench.adapter.findByExternalId(input.externalId), 'findByExternalId')
    ensureEqual(found?.source.id, invoice.source.id, 'the id that was found')
    ensureEqual(
      okOf(await bench.adapter.findByExternalId(input.externalId.slice(0, -1)), 'findByExternalId'),
      null,
      'what was found',
    )
  },
}

const pdfLink: KitTest = {
  name: 'pdf-is-a-link',
  promise: 'pdf gives an address with its expiry, and `not_found` for an invoice that is not there',
  operations: ['pdf'],
  async run(bench) {
    const facts = await seededOne(bench)
    const { url, expiresAt } = okOf(await bench.adapter.pdf(facts.id), 'pdf')
    ensure(/^https?:\/\/./.test(url), `${url} is no address`)
    ensure(expiresAt === null || utcInstant.test(expiresAt), `expiresAt is ${String(expiresAt)}`)
    errorOf(await bench.adapter.pdf('inv_there_is_no_such_thing'), 'pdf of a missing id', 'not_found')
  },
}

export const readGroup: Group = () => [
  getIsTrue,
  missingIsNotFound,
  emptyIdRefused,
  oddIds,
  crookedIds,
  noWrites,
  plainJson,
  datesAreUtc,
  rawKept,
  ...changedRecordTests,
  accountCheck,
  findsByKey,
  pdfLink,
]
