import { operationNames } from '@invoice-adapters/core'
import { capabilityProblems } from '@invoice-adapters/core/authoring'
import { ensure, ensureEqual, okOf, stableJson } from '../checks.ts'
import type { Group, KitTest } from '../kit-test.ts'
import { seededOne } from '../seeding.ts'
import { walkPages } from '../walk.ts'

const utcInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const specificationVersion: KitTest = {
  name: 'specification-version',
  promise: 'the adapter says which version of the contract it keeps',
  async run({ adapter }) {
    ensureEqual(adapter.specificationVersion, 'v1', 'specificationVersion')
  },
}

const providerAndAccount: KitTest = {
  name: 'provider-and-account',
  promise: 'adapter, data and readings name the same vendor, and the account by the name it was given',
  async run(bench) {
    const facts = await seededOne(bench)
    const named = bench.worker({ account: 'second-name' })
    ensureEqual(named.account, 'second-name', 'account')
    ensureEqual(named.provider, named.capabilities.provider, 'provider')
    ensure(/^[a-z][a-z0-9_-]*$/.test(named.provider), `${named.provider} is no vendor's name`)
    const { source } = okOf(await named.get(facts.id), 'get')
    ensureEqual([source.provider, source.account], [named.provider, 'second-name'], 'source')
  },
}

const capabilitiesWellFormed: KitTest = {
  name: 'capabilities-well-formed',
  promise: 'the capability data is complete and does not contradict itself',
  async run({ adapter, capabilities }) {
    ensureEqual(capabilityProblems(adapter.capabilities), [], 'the list of problems')
    ensureEqual(adapter.capabilities, capabilities, "the adapter's data")
  },
}

const capabilitiesArePlain: KitTest = {
  name: 'capabilities-are-plain-data',
  promise: 'the capability data survives JSON and is not changed by use',
  async run(bench) {
    const before = stableJson(bench.adapter.capabilities)
    ensureEqual(JSON.parse(before), bench.adapter.capabilities, 'the data after JSON')
    await seededOne(bench)
    await walkPages(bench.adapter, {})
    ensureEqual(stableJson(bench.adapter.capabilities), before, 'the data after use')
  },
}

const everyOperation: KitTest = {
  name: 'every-operation-is-present',
  promise: 'every operation of the contract can be called, supported or not',
  async run({ world: { adapter } }) {
    const missing = operationNames.filter((name) => {
      const [head = '', tail] = name.split('.')
      const holder: unknown = tail === undefined ? adapter : Reflect.get(adapter, head)
      const member: unknown =
        typeof holder === 'object' && holder !== null ? Reflect.get(holder, tail ?? head) : undefined
      return typeof member !== 'function'
    })
    ensureEqual(missing, [], 'the list of missing operations')
  },
}

const sourceOfReading: KitTest = {
  name: 'source-of-reading',
  promise: 'a reading tells whose it is: vendor, account, id, live or test, and the version that was asked',
  async run(bench) {
    const { adapter, capabilities, world } = bench
    const facts = await seededOne(bench)
    const invoice = okOf(await adapter.get(facts.id), 'get')
    ensureEqual(invoice.schemaVersion, 1, 'schemaVersion')
    const { provider, account, id, mode, apiVersion } = invoice.source
    ensureEqual(
      { provider, account, id },
      { provider: adapter.provider, account: adapter.account, id: facts.id },
      'source',
    )
    const { coverage } = capabilities
    ensureEqual(mode, coverage['source.mode'].read === 'never' ? null : world.oracle.mode, 'source.mode')
    ensure(
      (apiVersion === null) === (coverage['source.apiVersion'].read === 'never'),
      `source.apiVersion is ${String(apiVersion)} and declared as ${coverage['source.apiVersion'].read}`,
    )
  },
}

const readAt: KitTest = {
  name: 'read-at',
  promise: 'readAt is the instant at which the request of the reading began, by the adapter’s clock',
  async run(bench) {
    const { adapter, world } = bench
    const facts = await seededOne(bench)
    const before = world.clock.now()
    const got = okOf(await adapter.get(facts.id), 'get')
    const { invoices } = await walkPages(adapter, {})
    const after = world.clock.now()
    ensure(invoices.length === 1, `the list has ${invoices.length} invoices, and should have 1`)
    for (const { source } of [got, ...invoices]) {
      ensure(utcInstant.test(source.readAt), `readAt ${source.readAt} is not RFC 3339 in UTC`)
      const read = Date.parse(source.readAt)
      ensure(read >= before && read <= after, `readAt ${source.readAt} is not when it was read`)
    }
  },
}

const readAtMoves: KitTest = {
  name: 'read-at-moves-with-the-clock',
  promise: 'a later reading has a later readAt',
  needs: ['clock'],
  async run(bench) {
    const facts = await seededOne(bench)
    const first = okOf(await bench.adapter.get(facts.id), 'get')
    await bench.world.clock.advance(3_600_000)
    const second = okOf(await bench.adapter.get(facts.id), 'get, an hour later')
    const apart = Date.parse(second.source.readAt) - Date.parse(first.source.readAt)
    ensure(apart >= 3_600_000, `readings an hour apart have a readAt ${apart} ms apart`)
  },
}

export const identityGroup: Group = () => [
  specificationVersion,
  providerAndAccount,
  capabilitiesWellFormed,
  capabilitiesArePlain,
  everyOperation,
  sourceOfReading,
  readAt,
  readAtMoves,
]
