import { type CanonicalField, canonicalFields, type Invoice } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf, okOf, stableJson } from '../checks.ts'
import { isEmpty, valueIn } from '../fields.ts'
import type { KitTest } from '../kit-test.ts'
import { seededOne } from '../seeding.ts'

const extraFields: KitTest = {
  name: 'unheard-fields-are-ignored',
  promise: 'a field that the vendor adds one day changes nothing',
  needs: ['changed_record'],
  async run(bench) {
    const facts = await seededOne(bench)
    const before = okOf(await bench.adapter.get(facts.id), 'get')
    bench.world.faults.inject(
      { kind: 'changed_record', id: facts.id, change: 'extra_field' },
      { on: 'any', times: 20 },
    )
    const after = okOf(await bench.adapter.get(facts.id), 'get with a new field')
    for (const field of canonicalFields) ensureEqual(valueIn(after, field), valueIn(before, field), field)
  },
}

const unknownValues: KitTest = {
  name: 'unheard-values-are-kept',
  promise:
    'a word that no enum has makes no record unreadable: what is read from it is null or `unknown`, and all else as before',
  needs: ['changed_record'],
  async run(bench) {
    const facts = await seededOne(bench)
    const before = okOf(await bench.adapter.get(facts.id), 'get')
    bench.world.faults.inject(
      { kind: 'changed_record', id: facts.id, change: 'unknown_value' },
      { on: 'any', times: 20 },
    )
    const after = okOf(await bench.adapter.get(facts.id), 'get with an unheard word')
    ensureEqual(after.source.id, facts.id, 'id')
    const { wordFields } = bench.harness.facts
    if (wordFields === undefined) bench.notProven('the harness does not say which fields have a word')
    if (wordFields?.length === 0) bench.notProven('the harness can put an unheard word into no field')
    for (const field of canonicalFields) {
      const guessed = wordFields?.includes(field) === true || !isEqual(after, before, field)
      const value = valueIn(after, field)
      ensure(!guessed || saysNothing(value), `${field}, of an unheard word, is ${stableJson(value)}`)
    }
  },
}

function isEqual(one: Invoice, other: Invoice, field: CanonicalField): boolean {
  return stableJson(valueIn(one, field)) === stableJson(valueIn(other, field))
}

/** Null or `unknown`; of a list, each entry. */
function saysNothing(value: unknown): boolean {
  return Array.isArray(value) ? value.every(saysNothing) : value === 'unknown' || isEmpty(value)
}

const unreadableSaysSo: KitTest = {
  name: 'unreadable-answer-says-so',
  promise:
    'a record with a needed field missing or of another type is an error that names the field, never half an invoice',
  needs: ['changed_record'],
  async run(bench) {
    const { faults } = bench.world
    for (const change of ['missing_field', 'wrong_type'] as const) {
      const facts = await seededOne(bench)
      faults.inject({ kind: 'changed_record', id: facts.id, change }, { on: 'any', times: 20 })
      const error = errorOf(
        await bench.adapter.get(facts.id),
        `get with ${change}`,
        'unexpected_response',
        'unreadable_record',
      )
      ensure('fields' in error && error.fields.length > 0, `${error.kind} names no field`)
      faults.clear()
    }
  },
}

const otherRecord: KitTest = {
  name: 'other-record-is-not-taken',
  promise:
    'an answer about another invoice than the one that was asked for is an error, never that other invoice',
  needs: ['other_record'],
  async run(bench) {
    const [asked, other] = [await seededOne(bench), await seededOne(bench)]
    bench.world.faults.inject(
      { kind: 'other_record', id: asked.id, instead: other.id },
      { on: 'get', times: 20 },
    )
    errorOf(await bench.adapter.get(asked.id), 'get', 'unexpected_response')
    ensureEqual(okOf(await bench.adapter.get(other.id), 'get of the other').source.id, other.id, 'id')
  },
}

export const changedRecordTests: readonly KitTest[] = [
  extraFields,
  unknownValues,
  unreadableSaysSo,
  otherRecord,
]
