import { err, errAsync, ok, type Result, ResultAsync } from 'neverthrow'
import { describe, expect, it } from 'vitest'
import { consistent, ground } from '../../test/consistent-capabilities.ts'
import type { Capabilities } from '../contract/capabilities.ts'
import type { AdapterEvent } from '../contract/options.ts'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import type { InvoiceStatus, SettableStatus } from '../status/status.ts'
import { changeStatus, type StatusChange, type StatusReading, wholeReading } from './change-status.ts'

const context = { provider: 'example', account: 'acme', operation: 'setStatus' }
const lost = invoiceError('outcome_unknown', context, 'lost', { invoiceId: null, externalId: null })
const refused = invoiceError('refused', context, 'no', { fields: [] })
const down = invoiceError('network', context, 'down', {})

/** Void by two rows, from two statuses; open again, and one row that a careless vendor could have: from open itself. */
function capabilities(): Capabilities {
  const way = { by: 'setStatus' as const, needs: null, ...ground }
  const transitions: Capabilities['status']['transitions'] = [
    { to: 'void', from: ['open', 'past_due'], sends: 'cancel', ...way },
    { to: 'void', from: ['uncollectible'], sends: 'write_off', ...way },
    { to: 'open', from: ['past_due', 'uncollectible'], sends: 'reopen', ...way },
  ]
  const data = consistent()
  return { ...data, status: { ...data.status, transitions } }
}

type Seen = InvoiceStatus | InvoiceError | StatusReading

function readingOf(seen: Seen): Result<StatusReading, InvoiceError> {
  if (typeof seen === 'string') return ok(wholeReading(sampleInvoice({ status: seen })))
  return 'whole' in seen ? ok(seen) : err(seen)
}

interface Scene {
  to?: SettableStatus
  /** What the reads see, one after the other; the last one stays. */
  reads: [Seen, ...Seen[]]
  write?: Result<Invoice | null, InvoiceError>
  more?: Partial<StatusChange>
}

function play({ to = 'void', reads, write = ok(null), more = {} }: Scene) {
  const events: AdapterEvent[] = []
  const sent: string[] = []
  let read = 0
  const result = changeStatus({
    context,
    options: {
      account: 'acme',
      settlement: { looksAfterMs: [0, 1] },
      observe: (event) => events.push(event),
    },
    capabilities: capabilities(),
    id: 'inv_1',
    to,
    read: () => {
      const seen = reads[Math.min(read, reads.length - 1)] ?? reads[0]
      read += 1
      return new ResultAsync(Promise.resolve(readingOf(seen)))
    },
    write: (way) => {
      sent.push(way.sends)
      return new ResultAsync(Promise.resolve(write))
    },
    stateFaults: ['refused', 'conflict'],
    ...more,
  })
  return { result, sent, events, reads: () => read }
}

/** Read as open, but what must be read for the whole of it is not there. */
const halfRead: StatusReading = { status: 'void', whole: () => errAsync(down) }

describe('before anything is written', () => {
  it.each(['void', 'open'] as const)('%s already is answered without a write', async (to) => {
    const { result, sent } = play({ to, reads: [to === 'open' ? 'past_due' : to] })
    expect((await result)._unsafeUnwrap().changed).toBe(false)
    expect(sent).toEqual([])
  })

  it('a status from which no row begins is invalid_transition', async () => {
    const { result, sent } = play({ reads: ['paid'] })
    expect((await result)._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_transition', from: 'paid' })
    expect(sent).toEqual([])
  })

  it('an invoice that cannot be read is left alone', async () => {
    const { result, sent } = play({ reads: [down] })
    expect((await result)._unsafeUnwrapErr()).toEqual(down)
    expect(sent).toEqual([])
  })

  it.each([
    ['open', 'cancel'],
    ['past_due', 'cancel'],
    ['uncollectible', 'write_off'],
  ] as const)('from %s the row that begins there is sent', async (from, word) => {
    const { result, sent } = play({ reads: [from, 'void'] })
    expect((await result)._unsafeUnwrap().changed).toBe(true)
    expect(sent).toEqual([word])
  })
})

describe('after an accepted write', () => {
  it('a whole answer that shows the change is not read again', async () => {
    const { result, reads } = play({ reads: ['open'], write: ok(sampleInvoice({ status: 'void' })) })
    expect((await result)._unsafeUnwrap()).toMatchObject({ changed: true, invoice: { status: 'void' } })
    expect(reads()).toBe(1)
  })

  it.each([
    [
      'another invoice',
      sampleInvoice({ status: 'void', source: { ...sampleInvoice().source, id: 'inv_2' } }),
    ],
    ['the status before', sampleInvoice({ status: 'open' })],
  ])('an answer that shows %s is not believed', async (_what, answered) => {
    const { result, reads } = play({ reads: ['open', 'void'], write: ok(answered) })
    expect((await result)._unsafeUnwrap().invoice.source.id).toBe('inv_1')
    expect(reads()).toBe(2)
  })

  it('one that shows later is waited for, and else noted', async () => {
    const late = await play({ reads: ['open', 'open', 'open', 'void'] }).result
    expect(late._unsafeUnwrap()).toMatchObject({ changed: true, invoice: { status: 'void', notes: [] } })
    const { result, sent } = play({ reads: ['open'] })
    const { invoice, changed } = (await result)._unsafeUnwrap()
    const message = `${capabilities().provider} accepted the status void and does not show it yet`
    expect([changed, invoice.status, invoice.notes]).toEqual([
      true,
      'open',
      [{ code: 'change_pending', field: 'status', message }],
    ])
    expect(sent).toEqual(['cancel'])
  })

  it('one that became something else is an error that carries it', async () => {
    const error = (await play({ reads: ['open', 'paid'] }).result)._unsafeUnwrapErr()
    expect(error).toMatchObject({
      kind: 'unexpected_response',
      invoice: { status: 'paid' },
      fields: [{ field: 'status', message: 'is paid, asked was void' }],
      message: `${capabilities().provider} accepted the status void, and the invoice is paid`,
    })
  })

  it.each([
    ['the invoice', [down]],
    ['the rest of it', [halfRead]],
    ['the rest of it, late', ['open', halfRead]],
    ['the rest of a stale one', [{ ...halfRead, status: 'open' }]],
  ] as [string, Seen[]][])('%s that cannot be read is applied_unread', async (_what, after) => {
    const error = (await play({ reads: ['open', ...after] }).result)._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'applied_unread', invoiceId: 'inv_1', retryable: false })
    expect(error.message).toContain('the invoice was set to void')
  })
})

describe('after a write that may have happened', () => {
  it('what is found decides', async () => {
    const there = await play({ reads: ['open', 'open', 'void'], write: err(lost) }).result
    expect(there._unsafeUnwrap().changed).toBe(true)
    const elsewhere = await play({ reads: ['open', 'paid'], write: err(lost) }).result
    expect(elsewhere._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_transition', from: 'paid' })
  })

  it('nothing found stays unknown, with the id', async () => {
    const { result, sent, events } = play({ reads: ['open'], write: err(lost) })
    expect((await result)._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown', invoiceId: 'inv_1' })
    expect(sent).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ type: 'settlement', outcome: 'unknown', looks: 2 })
  })

  it('found done, and not read whole, is applied_unread; found elsewhere, the failure', async () => {
    const done = await play({ reads: ['open', halfRead], write: err(lost) }).result
    expect(done._unsafeUnwrapErr().kind).toBe('applied_unread')
    const elsewhere = { ...halfRead, status: 'paid' as const }
    const other = await play({ reads: ['open', elsewhere], write: err(lost) }).result
    expect(other._unsafeUnwrapErr()).toEqual(down)
  })

  it('which failures are such a write is the vendor’s', async () => {
    const unread = invoiceError('unexpected_response', context, 'odd', { fields: [], invoice: null })
    const scene: Scene = { reads: ['open', 'void'], write: err(unread) }
    expect((await play(scene).result).isOk()).toBe(true)
    const { result, reads } = play({ ...scene, more: { mayHaveHappened: () => false } })
    expect((await result)._unsafeUnwrapErr()).toEqual(unread)
    expect(reads()).toBe(1)
  })
})

describe('after a refusal', () => {
  it.each([
    ['while the status allows the change, stands', ['open'], 'refused'],
    ['that cannot be looked into, stands', [down], 'refused'],
    ['of which the rest cannot be read, stands', [halfRead], 'refused'],
    ['because somebody was faster, tells what it is now', ['paid'], 'invalid_transition'],
  ] as [string, Seen[], string][])('one %s', async (_what, after, kind) => {
    const { result } = play({ reads: ['open', ...after], write: err(refused) })
    expect((await result)._unsafeUnwrapErr().kind).toBe(kind)
  })

  it('one where it is there by then is a success that changed nothing', async () => {
    const { result } = play({ reads: ['open', 'void'], write: err(refused) })
    expect((await result)._unsafeUnwrap()).toMatchObject({ changed: false, invoice: { status: 'void' } })
  })

  it('one of a kind that says nothing of the status is not looked into', async () => {
    const forbidden = invoiceError('forbidden', context, 'no', {})
    const { result, reads } = play({ reads: ['open', 'paid'], write: err(forbidden) })
    expect((await result)._unsafeUnwrapErr()).toEqual(forbidden)
    expect(reads()).toBe(1)
  })
})

it('the reading of a whole invoice is the invoice', async () => {
  const invoice = sampleInvoice()
  expect(await wholeReading(invoice).whole()).toEqual(ok(invoice))
})
