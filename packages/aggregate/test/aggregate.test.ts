import { createCommetAdapter } from '@invoice-adapters/commet'
import { createReferenceAdapter, createReferenceBackend } from '@invoice-adapters/conformance'
import { createEmulator, generateInvoices } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { type AggregateAdapter, type Aggregation, aggregate } from '../src/index.ts'

const emulator = createEmulator({ data: 'demo' })
for (const [account, count] of [
  ['east', 250],
  ['west', 130],
] as const) {
  emulator.commet.account(account)
  emulator.seed(generateInvoices({ vendor: 'commet', account, count, seed: 7 }))
}

function open(account: string, more: { apiKey?: string; fetch?: typeof fetch } = {}) {
  const { apiKey } = emulator.commet.account(account)
  const options = {
    account,
    apiKey,
    fetch: emulator.commet.fetch,
    now: emulator.clock.now,
    retry: { attempts: 1 },
  }
  return createCommetAdapter({ ...options, ...more })._unsafeUnwrap()
}

async function read(aggregation: Aggregation) {
  const ids: string[] = []
  const failures: string[] = []
  for await (const item of aggregation) {
    if (item.isOk()) ids.push(`${item.value.source.account}/${item.value.source.id}`)
    else failures.push(`${item.error.account}: ${item.error.kind}`)
  }
  return { ids, failures, evidence: aggregation.evidence() }
}

function inLedger(...accounts: string[]): string[] {
  return accounts
    .flatMap((account) => emulator.ledger.invoices({ account }).map(({ id }) => `${account}/${id}`))
    .sort()
}

describe('reading many accounts', () => {
  it('hands every invoice of every account on once', async () => {
    const { ids, failures, evidence } = await read(aggregate([open('east'), open('west')]))
    expect(ids.sort()).toEqual(inLedger('east', 'west'))
    expect(failures).toEqual([])
    expect(evidence.map(({ account, invoices, failure }) => [account, invoices, failure])).toEqual([
      ['east', 250, null],
      ['west', 130, null],
    ])
    expect(evidence.every(({ evidence: { pages } }) => pages > 1)).toBe(true)
  })

  it('shows the account that fails and reads the others', async () => {
    const { ids, failures, evidence } = await read(
      aggregate([open('east', { apiKey: 'ck_wrong' }), open('west')]),
    )
    expect(ids.sort()).toEqual(inLedger('west'))
    expect(failures).toEqual(['east: unauthenticated'])
    expect(evidence[0]).toMatchObject({
      account: 'east',
      invoices: 0,
      failure: { kind: 'unauthenticated' },
      evidence: { conclusion: 'incomplete' },
    })
    expect(evidence[1]?.failure).toBeNull()
  })

  it('survives an adapter that throws', async () => {
    const broken: AggregateAdapter = {
      ...open('east'),
      list: () => {
        throw new Error('sk_secret')
      },
    }
    const { ids, failures, evidence } = await read(aggregate([broken, open('west')]))
    expect(ids).toHaveLength(130)
    expect(failures).toEqual(['east: unexpected_response'])
    expect(JSON.stringify(evidence)).not.toContain('sk_secret')
  })

  it('sends nothing before it is iterated, and stops when the consumer goes', async () => {
    const before = emulator.requests.length
    const aggregation = aggregate([open('east'), open('west')])
    expect(emulator.requests).toHaveLength(before)
    expect(aggregation.evidence().map(({ evidence }) => evidence.conclusion)).toEqual([
      'incomplete',
      'incomplete',
    ])
    for await (const item of aggregation) {
      expect(item.isOk()).toBe(true)
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
    const settled = emulator.requests.length
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(emulator.requests).toHaveLength(settled)
    expect(settled - before).toBeLessThanOrEqual(8)
  })

  it('refuses an account given twice', async () => {
    const { failures, ids } = await read(aggregate([open('east'), open('east')]))
    expect(ids).toEqual([])
    expect(failures).toEqual(['null: invalid_input'])
  })

  it('reads no more accounts at a time than told', async () => {
    let running = 0
    let most = 0
    const slow = ['a', 'b', 'c', 'd', 'e'].map((account): AggregateAdapter => {
      const adapter = createReferenceAdapter({ account, backend: createReferenceBackend() })._unsafeUnwrap()
      return {
        ...adapter,
        list: (...given) => {
          running += 1
          most = Math.max(most, running)
          return adapter.list(...given).map((page) => {
            running -= 1
            return page
          })
        },
      }
    })
    await read(aggregate(slow, {}, { concurrency: 2, mixModes: true }))
    expect(most).toBeLessThanOrEqual(2)
  })
})

describe('live and test', () => {
  const modes = () => [open('acme'), open('east')]

  it('are not mixed unless told to', async () => {
    const refused = await read(aggregate(modes()))
    expect(refused.ids).toEqual([])
    expect(refused.failures).toEqual(['null: invalid_input'])
    const mixed = await read(aggregate(modes(), {}, { mixModes: true }))
    expect(mixed.ids.sort()).toEqual(inLedger('acme', 'east'))
  })

  it('are told apart while reading where the vendor did not say before', async () => {
    const silent = modes().map(
      (adapter): AggregateAdapter => ({
        ...adapter,
        check: (settings) => adapter.check(settings).map((found) => ({ ...found, mode: null })),
      }),
    )
    const { failures, evidence } = await read(aggregate(silent))
    expect(failures).toHaveLength(1)
    expect(evidence.filter(({ failure }) => failure !== null)).toHaveLength(1)
  })
})

describe('date order', () => {
  function ordered(account: string): AggregateAdapter {
    const adapter = open(account)
    return {
      ...adapter,
      capabilities: {
        ...adapter.capabilities,
        pages: { ...adapter.capabilities.pages, order: 'created_descending' },
      },
    }
  }

  it('is refused for a vendor that does not guarantee it, naming the way', async () => {
    const aggregation = aggregate([open('east')], {}, { order: 'created_ascending' })
    for await (const item of aggregation)
      expect(item._unsafeUnwrapErr().message).toContain('sync it into a store')
  })

  it('merges accounts that keep it', async () => {
    const dates: string[] = []
    for await (const item of aggregate(
      [ordered('east'), ordered('west')],
      {},
      { order: 'created_descending' },
    )) {
      dates.push(item._unsafeUnwrap().createdAt ?? '')
    }
    expect(dates).toHaveLength(380)
    expect(dates).toEqual([...dates].sort().reverse())
  })

  it('ends an account that breaks it', async () => {
    const wrong: AggregateAdapter = {
      ...ordered('west'),
      list: (query, settings) =>
        open('west')
          .list(query, settings)
          .map((page) => ({ ...page, invoices: [...page.invoices].reverse() })),
    }
    const { failures, ids } = await read(
      aggregate([ordered('east'), wrong], {}, { order: 'created_descending' }),
    )
    expect(failures).toEqual(['west: unexpected_response'])
    expect(ids.filter((id) => id.startsWith('east'))).toHaveLength(250)
  })
})
