import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import { storedAccounts } from '../../src/store/accounts.ts'
import { storedRuns } from '../../src/store/runs.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import { must, places, storeAt } from './places.ts'
import { calls, commet, openCommet, stored, sync, totals } from './vendor.ts'

/** Invoices of one instant. */
const sharing = proofSize(300, 10_050)

describe.each(places())('$name', ({ name, address }) => {
  it('reads an account completely, lines and all, and agrees with the ledger', async () => {
    const vendor = commet(230, {})
    const store = await storeAt(await address(), { now: vendor.now })
    const run = await sync(vendor, store, 'incremental')
    expect(run).toMatchObject({
      mode: 'full',
      because: 'no_full_walk_yet',
      state: 'done',
      new: 230,
      changed: 0,
      gone: 0,
      singleReads: 230,
      evidence: { conclusion: 'cross_checked', unreadable: 0 },
      failure: null,
    })
    const invoices = await stored(store)
    expect(totals(invoices)).toEqual(totals(vendor.emulator.ledger.invoices()))
    expect(invoices.every(({ detail, lines }) => detail === 'full' && lines !== null)).toBe(true)
    expect(must(await storedRuns(store, vendor.adapter))).toEqual([run])
    expect(must(await storedAccounts(store))).toMatchObject([
      { provider: 'commet', account: 'main', mode: 'test', firstWalkAt: '2026-07-15T09:00:00.000Z' },
    ])
  })

  it('reads afterwards only what is new or changed', async () => {
    const vendor = commet(230)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    const { emulator } = vendor
    const open = emulator.ledger.invoices().filter(({ status }) => status === 'open')
    emulator.clock.advance(3_600_000)
    for (const { id } of open.slice(0, 3)) emulator.commet.account('main').outside.pay(id)
    vendor.seed({ count: 2, label: 'later', start: '2026-07-15T09:30:00.000Z' })
    emulator.clock.advance(3_600_000)
    const before = emulator.requests.length
    const run = await sync(vendor, store, 'incremental')
    expect(run).toMatchObject({ mode: 'incremental', because: 'asked', new: 2, changed: 3, singleReads: 5 })
    expect(run.cannotSee).toContain('changes that do not move updatedAt')
    // One call asks whose key it is, and one whether a known invoice is there.
    expect(calls(emulator, before)).toEqual({ list_invoices: 3 + 1, get_invoice: 5 + 1 })
    expect(totals(await stored(store))).toEqual(totals(emulator.ledger.invoices()))
  })

  it('runs twice at once without harm', async () => {
    const vendor = commet(120)
    const at = await address()
    const [one, other] = [await storeAt(at, { now: vendor.now }), await storeAt(at, { now: vendor.now })]
    const results = await Promise.all([
      syncAccount(vendor.adapter, one, { mode: 'full' }),
      syncAccount(vendor.adapter, other, { mode: 'full' }),
    ])
    const refused = results.filter((result) => result.isErr()).map((result) => result._unsafeUnwrapErr())
    expect(refused).toMatchObject([{ error: { kind: 'account_busy', retryable: true }, run: null }])
    expect(totals(await stored(one))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('goes on where it was interrupted', async () => {
    const vendor = commet(500)
    const store = await storeAt(await address(), { now: vendor.now })
    vendor.emulator.faults.add({
      operation: 'list_invoices',
      after: 3,
      times: 1,
      fault: { kind: 'status', status: 503 },
    })
    const failed = (
      await syncAccount(vendor.adapter, store, { mode: 'full', crossCheck: false })
    )._unsafeUnwrapErr()
    expect(failed).toMatchObject({
      error: { kind: 'unavailable' },
      run: { state: 'interrupted', new: 200, evidence: { conclusion: 'incomplete', pages: 2 } },
    })
    const before = vendor.emulator.requests.length
    const run = await sync(vendor, store, 'full', { crossCheck: false })
    expect(run).toMatchObject({ number: 1, resumed: 1, state: 'done', new: 500, evidence: { pages: 5 } })
    expect(calls(vendor.emulator, before)).toEqual({ list_invoices: 3 + 1, get_invoice: 300 + 1 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('marks what the vendor does not find any more as gone, and keeps it for earlier dates', async () => {
    const vendor = commet(30)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    const [victim] = await stored(store)
    const id = victim!.source.id
    const asOf = new Date(vendor.now()).toISOString()
    vendor.emulator.clock.advance(60_000)
    // It is in the list no more, and a single read answers "not found".
    const without = openCommet(vendor.emulator, { fetch: withoutInvoice(vendor.emulator.commet.fetch, id) })
    const run = must(await syncAccount(without, store, { mode: 'incremental' }))
    expect(run).toMatchObject({ gone: 1, evidence: { conclusion: 'walked' } })
    expect((await stored(store)).map(({ source }) => source.id)).not.toContain(id)
    expect((await stored(store, asOf)).map(({ source }) => source.id)).toContain(id)
    // Only hidden, as it turns out.
    vendor.emulator.clock.advance(60_000)
    expect(await sync(vendor, store, 'incremental')).toMatchObject({ changed: 1, gone: 0 })
    expect(await stored(store)).toHaveLength(30)
  })

  it('does not call invoices gone when an account is removed, or the key is another one', async () => {
    const vendor = commet(30)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    vendor.emulator.commet.account('other')
    vendor.seed({ account: 'other', label: 'o' })
    const { apiKey } = vendor.emulator.commet.account('other')
    const mistaken = openCommet(vendor.emulator, { apiKey })
    const refused = (await syncAccount(mistaken, store, { mode: 'full' }))._unsafeUnwrapErr()
    expect(refused).toMatchObject({
      error: { kind: 'invalid_input' },
      run: { state: 'interrupted', gone: 0 },
    })
    const removed = openCommet(vendor.emulator, { apiKey: 'ck_revoked' })
    expect((await syncAccount(removed, store, { mode: 'full' }))._unsafeUnwrapErr()).toMatchObject({
      error: { kind: 'unauthenticated' },
    })
    expect(await stored(store)).toHaveLength(30)
  })

  it('shows an unreadable record and goes on with the others', async () => {
    const vendor = commet(40)
    const store = await storeAt(await address(), { now: vendor.now })
    vendor.emulator.faults.add({
      operation: 'list_invoices',
      after: 1,
      times: 1,
      fault: { kind: 'patch_record', index: 3, set: { total: 'a lot' } },
    })
    const run = await sync(vendor, store, 'full', { crossCheck: false })
    expect(run.unread).toHaveLength(1)
    expect(run).toMatchObject({ new: 39, evidence: { conclusion: 'incomplete', unreadable: 1 } })
    const next = await sync(vendor, store, 'incremental')
    expect(next).toMatchObject({ new: 1, evidence: { conclusion: 'walked' } })
  })

  it('reads everything again when the latest full walk is too old', async () => {
    const vendor = commet(10)
    const store = await storeAt(await address(), { now: vendor.now })
    await sync(vendor, store, 'full')
    vendor.emulator.clock.advance(8 * 86_400_000)
    expect(await sync(vendor, store, 'incremental')).toMatchObject({
      mode: 'full',
      because: 'full_walk_too_old',
      cannotSee: [],
    })
    expect(await sync(vendor, store, 'incremental')).toMatchObject({ mode: 'incremental' })
  })

  it('repairs a list of one timestamp by slices', async () => {
    const vendor = commet(0)
    vendor.seed({ count: sharing, stepMs: 0, customers: sharing / 15 })
    const store = await storeAt(await address(), { now: vendor.now })
    const run = await sync(vendor, store, 'full')
    expect(run).toMatchObject({
      new: sharing,
      evidence: { conclusion: 'walked', borderTies: 0, reasons: [] },
    })
    expect(run.foundInSlices).toBeGreaterThan(sharing / 2)
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
    recordProof({
      name: `one-timestamp-${name}`,
      what: 'invoices of one timestamp across page borders are all found, by slices of the list where its pages skip them',
      size: sharing,
      result: { foundInSlices: run.foundInSlices, totalsThatDiffer: 0 },
    })
  }, 600_000)

  it('says incomplete where no slice is small enough', async () => {
    const vendor = commet(0)
    vendor.seed({ count: 300, stepMs: 0, customers: 1 })
    const store = await storeAt(await address(), { now: vendor.now })
    const { evidence } = await sync(vendor, store, 'full')
    expect(evidence.conclusion).toBe('incomplete')
    expect(evidence.reasons.join()).toContain('one timestamp')
  })

  it('finds an invoice that moved between pages while they were read', async () => {
    const vendor = commet(250)
    const store = await storeAt(await address(), { now: vendor.now })
    vendor.emulator.faults.add({
      operation: 'list_invoices',
      after: 1,
      times: 1,
      fault: { kind: 'move_across_border', direction: 'to_previous_page' },
    })
    const run = await sync(vendor, store, 'full')
    expect(run.foundInSlices + run.evidence.records).toBeGreaterThan(250)
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('stops at a list without an end', async () => {
    const vendor = commet(150)
    const store = await storeAt(await address(), { now: vendor.now })
    const { list } = vendor.adapter
    const looping = {
      ...vendor.adapter,
      list: (...given: Parameters<typeof list>) =>
        list(...given).map((page) => ({ ...page, nextCursor: 'again' })),
    }
    const failed = (await syncAccount(looping, store, { mode: 'full' }))._unsafeUnwrapErr()
    expect(failed.error.kind).toMatch(/unexpected_response|refused/)
  })

  it('survives an adapter that throws, without telling what it threw', async () => {
    const vendor = commet(1)
    const store = await storeAt(await address(), { now: vendor.now })
    const broken = {
      ...vendor.adapter,
      list: () => {
        throw new Error('sk_secret')
      },
    }
    const failed = (await syncAccount(broken, store, { mode: 'full' }))._unsafeUnwrapErr()
    expect(failed.error.kind).toBe('unexpected_response')
    expect(JSON.stringify(failed)).not.toContain('sk_secret')
  })
})

/** The vendor as it would be if the invoice had never been. */
function withoutInvoice(fetch: typeof globalThis.fetch, id: string): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const missing = request.url.includes(id)
    const answer = await fetch(missing ? new Request(request.url.replace(id, 'inv_none'), request) : request)
    if (missing || !request.url.includes('/invoices')) return answer
    const body = JSON.parse(await answer.text()) as { data: unknown }
    if (!Array.isArray(body.data)) return Response.json(body, { headers: answer.headers })
    return Response.json(
      { ...body, data: body.data.filter((one) => one.id !== id) },
      { headers: answer.headers },
    )
  }
}
