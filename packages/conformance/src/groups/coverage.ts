import {
  type CanonicalField,
  canonicalFields,
  type Invoice,
  type InvoiceStatus,
} from '@invoice-adapters/core'
import { ensure, ensureEqual, okOf, stableJson } from '../checks.ts'
import type { InvoiceFacts } from '../facts.ts'
import { factOf, isEmpty, sameValue, valueIn } from '../fields.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { expectedStatus, richSamples, seeded } from '../seeding.ts'
import { walkPages } from '../walk.ts'

/** One invoice as the vendor holds it and as the adapter reads it. */
interface Reading {
  facts: InvoiceFacts
  invoice: Invoice
}

async function readings(bench: Bench): Promise<Reading[]> {
  const facts = await seeded(bench, richSamples(bench))
  const read: Reading[] = []
  for (const one of facts) {
    const expected = { ...one, status: expectedStatus(bench, one) }
    read.push({ facts: expected, invoice: okOf(await bench.adapter.get(one.id), `get of ${one.id}`) })
  }
  return read
}

function fieldsRead(bench: Bench, how: 'reported' | 'derived' | 'never'): CanonicalField[] {
  return canonicalFields.filter((field) => bench.capabilities.coverage[field].read === how)
}

/** Where the adapter's value is not the oracle's, one sentence each. */
function differences(reading: Reading, fields: readonly CanonicalField[]): string[] {
  const { facts, invoice } = reading
  return fields.flatMap((field) => {
    const fact = factOf(facts, field)
    const value = valueIn(invoice, field)
    if (!fact.known || sameValue(field, value, fact.value) || (isEmpty(value) && isEmpty(fact.value)))
      return []
    return [`${field} of ${facts.id} is ${stableJson(value)}, and truly ${stableJson(fact.value)}`]
  })
}

const reportedIsTrue: KitTest = {
  name: 'reported-equals-truth',
  promise: 'a field declared as reported has, in every invoice, the value that the vendor holds',
  async run(bench) {
    const fields = fieldsRead(bench, 'reported')
    const read = await readings(bench)
    ensureEqual(
      read.flatMap((one) => differences(one, fields)),
      [],
      'the list of differences',
    )
    for (const field of fields) {
      const seen = read.some(({ facts }) => {
        const fact = factOf(facts, field)
        return fact.known && !isEmpty(fact.value)
      })
      if (!seen) bench.notProven(`no record that the harness can make has a known ${field}`)
    }
  },
}

const reportedIsNotDerived: KitTest = {
  name: 'reported-is-not-derived',
  promise: 'what is declared as reported is not worked out, save a status that the data says is derived',
  async run(bench) {
    const fields = new Set<string>(fieldsRead(bench, 'reported'))
    const derivedStatuses = new Set(bench.capabilities.status.derived.map((one) => one.canonical))
    for (const { invoice } of await readings(bench)) {
      const wrongly = invoice.derived
        .map((entry) => entry.field)
        .filter((field) => fields.has(field) && !(field === 'status' && derivedStatuses.has(invoice.status)))
      ensureEqual(wrongly, [], `the reported fields that ${invoice.source.id} calls derived`)
    }
  },
}

const derivedIsListed: KitTest = {
  name: 'derived-is-listed',
  promise: 'a value that was worked out stands in `derived`, with the fields it comes from and the rule',
  async run(bench) {
    const fields = fieldsRead(bench, 'derived')
    for (const { invoice } of await readings(bench)) {
      for (const field of fields) {
        if (isEmpty(valueIn(invoice, field))) continue
        const entry = invoice.derived.find((one) => one.field === field)
        ensure(entry !== undefined, `${field} of ${invoice.source.id} has a value and is not in derived`)
        ensure(entry.from.length > 0 && entry.rule.trim() !== '', `derived ${field} does not say how`)
      }
    }
  },
}

const derivedIsTrue: KitTest = {
  name: 'derived-equals-truth',
  promise: 'a derived value is the true one wherever the truth is known, and there at least sometimes',
  async run(bench) {
    const fields = fieldsRead(bench, 'derived')
    const read = await readings(bench)
    for (const field of fields) {
      const values = read.map(({ facts, invoice }) => ({
        fact: factOf(facts, field),
        value: valueIn(invoice, field),
      }))
      const knowable = values.some(({ fact }) => fact.known && !isEmpty(fact.value))
      if (!knowable) {
        bench.notProven(`no record that the harness can make has a known ${field}`)
        continue
      }
      for (const { fact, value } of values) {
        const wrong = fact.known && !isEmpty(value) && !sameValue(field, value, fact.value)
        ensure(
          !wrong,
          `${field} is worked out as ${stableJson(value)}, and truly ${stableJson(fact.known && fact.value)}`,
        )
      }
      ensure(
        values.some(({ value }) => !isEmpty(value)),
        `${field} is declared as derived and null in all ${values.length} invoices`,
      )
    }
  },
}

const nothingElseDerived: KitTest = {
  name: 'only-derived-fields-are-listed',
  promise: '`derived` names canonical fields only, and none that is declared as never read',
  async run(bench) {
    const never = new Set<string>(fieldsRead(bench, 'never'))
    for (const { invoice } of await readings(bench)) {
      for (const { field } of invoice.derived) {
        ensure(
          canonicalFields.some((known) => known === field),
          `derived names ${field}, which is no canonical field`,
        )
        ensure(!never.has(field), `derived names ${field}, which is declared as never read`)
      }
    }
  },
}

const neverIsNull: KitTest = {
  name: 'never-is-null',
  promise: 'a field declared as never read is null in every invoice',
  async run(bench) {
    const fields = fieldsRead(bench, 'never')
    for (const { invoice } of await readings(bench)) {
      const told = fields.filter((field) => !isEmpty(valueIn(invoice, field)))
      ensureEqual(told, [], `the fields never read that ${invoice.source.id} has a value for`)
    }
  },
}

const summaryIsTrue: KitTest = {
  name: 'list-items-are-true',
  promise: 'an item of a list may say less than a single read, and then says `summary`, but nothing else',
  async run(bench) {
    const facts = await seeded(bench, richSamples(bench))
    const { invoices } = await walkPages(bench.adapter, {})
    ensureEqual(invoices.length, facts.length, 'the number of invoices')
    const reported = fieldsRead(bench, 'reported')
    const never = fieldsRead(bench, 'never')
    for (const one of facts) {
      const invoice = invoices.find((candidate) => candidate.source.id === one.id)
      ensure(invoice !== undefined, `${one.id} is not in the list`)
      const invented = never.filter((field) => !isEmpty(valueIn(invoice, field)))
      ensureEqual(invented, [], 'fields that the vendor never tells and the list does')
      const reading = { facts: { ...one, status: listedStatus(bench, one, invoice) }, invoice }
      const told = reported.filter((field) => invoice.detail === 'full' || !isEmpty(valueIn(invoice, field)))
      ensureEqual(differences(reading, told), [], `the list of differences (${invoice.detail})`)
    }
  },
}

/**
 * A status that is worked out from more than a list item tells may be missing from a summary: `paid` then means, as it
 * does everywhere, settled and perhaps refunded since.
 */
function listedStatus(bench: Bench, facts: InvoiceFacts, { detail, status }: Invoice): InvoiceStatus {
  const expected = expectedStatus(bench, facts)
  const isRefund = expected === 'refunded' || expected === 'partially_refunded'
  const isDerived = bench.capabilities.status.derived.some(({ canonical }) => canonical === expected)
  return detail === 'summary' && status === 'paid' && isRefund && isDerived ? 'paid' : expected
}

const fullDetail: KitTest = {
  name: 'full-detail-is-full',
  promise: 'a list asked for full detail gives each invoice as a single read does',
  async run(bench) {
    const facts = await seeded(bench, richSamples(bench))
    const { invoices } = await walkPages(bench.adapter, { detail: 'full' })
    ensureEqual(invoices.length, facts.length, 'the number of invoices')
    for (const invoice of invoices) {
      ensureEqual(invoice.detail, 'full', `detail of ${invoice.source.id}`)
      const one = facts.find((candidate) => candidate.id === invoice.source.id)
      ensure(one !== undefined, `${invoice.source.id} was listed and never seeded`)
      const reading = { facts: { ...one, status: expectedStatus(bench, one) }, invoice }
      ensureEqual(differences(reading, fieldsRead(bench, 'reported')), [], 'the list of differences')
    }
  },
}

export const coverageGroup: Group = () => [
  reportedIsTrue,
  reportedIsNotDerived,
  derivedIsListed,
  derivedIsTrue,
  nothingElseDerived,
  neverIsNull,
  summaryIsTrue,
  fullDetail,
]
