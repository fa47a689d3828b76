import { errAsync, okAsync } from 'neverthrow'
import { afterEach, expect, it, vi } from 'vitest'
import type { AdapterEvent } from '../contract/options.ts'
import { invoiceError } from '../errors/construct.ts'
import { outcomeUnknown } from '../http/failure.ts'
import { type Settlement, settle } from './settle.ts'

const context = { provider: 'fake', account: 'acme', operation: 'create' }
const reset = { name: 'Error', message: 'socket hang up', code: 'ECONNRESET', httpStatus: null }
const uncertain = outcomeUnknown({ ...context, requestId: 'req_9' }, 'no answer came', reset)

afterEach(() => {
  vi.useRealTimers()
})

function settlement(looks: (string | null | Error)[], more: Partial<Settlement<string>> = {}) {
  const events: AdapterEvent[] = []
  let looked = 0
  const whole: Settlement<string> = {
    context,
    uncertain,
    invoiceId: null,
    externalId: 'order-1',
    options: {
      account: 'acme',
      settlement: { looksAfterMs: [0, 1, 1] },
      observe: (event) => events.push(event),
    },
    look: () => {
      const seen = looks[looked++]
      return seen instanceof Error
        ? errAsync(invoiceError('network', context, 'down', {}))
        : okAsync(seen ?? null)
    },
    ...more,
  }
  return { result: settle(whole), events, looked: () => looked }
}

it('gives what the first look finds', async () => {
  const { result, looked, events } = settlement(['inv_1'])
  expect((await result)._unsafeUnwrap()).toBe('inv_1')
  expect(looked()).toBe(1)
  expect(events).toMatchObject([{ type: 'settlement', outcome: 'applied', looks: 1 }])
})

it('looks again, since a record may appear late, also after a look that failed', async () => {
  const { result, looked } = settlement([null, new Error(), 'inv_1'])
  expect((await result)._unsafeUnwrap()).toBe('inv_1')
  expect(looked()).toBe(3)
})

it('ends in outcome_unknown with the key that settles it later', async () => {
  const { result, looked, events } = settlement([null, null, null])
  const error = (await result)._unsafeUnwrapErr()
  expect(error).toMatchObject({
    kind: 'outcome_unknown',
    externalId: 'order-1',
    requestId: 'req_9',
    retryable: false,
    cause: uncertain.cause,
    message:
      'it is not known whether the create took effect; the same call with the same externalId settles it later',
  })
  expect(error.cause).toMatchObject({ code: 'ECONNRESET' })
  expect(looked()).toBe(3)
  const wait = { type: 'wait', waitMs: 1, because: 'settlement', ...context }
  expect(events).toEqual([wait, wait, { type: 'settlement', outcome: 'unknown', looks: 3, ...context }])
})

it('tells how it is settled later where there is no key', async () => {
  const { result } = settlement([null], { externalId: null, invoiceId: 'inv_1' })
  const error = (await result)._unsafeUnwrapErr()
  expect(error).toMatchObject({ kind: 'outcome_unknown', invoiceId: 'inv_1', externalId: null })
  expect(error.message).toBe('it is not known whether the create took effect; read the invoice later')
})

it('looks at once, after two seconds and after eight more where nothing else was asked for', async () => {
  vi.useFakeTimers()
  const looksAt: number[] = []
  const startedAt = Date.now()
  const { result } = settlement([], {
    options: { account: 'acme' },
    look: () => {
      looksAt.push(Date.now() - startedAt)
      return okAsync(null)
    },
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect((await result)._unsafeUnwrapErr().kind).toBe('outcome_unknown')
  expect(looksAt).toEqual([0, 2_000, 10_000])
})

it('does not look at all for a caller that has stopped already', async () => {
  const { result, looked, events } = settlement(['inv_1'], { signal: AbortSignal.abort() })
  expect((await result)._unsafeUnwrapErr().kind).toBe('outcome_unknown')
  expect(looked()).toBe(0)
  expect(events).toEqual([{ type: 'settlement', outcome: 'unknown', looks: 0, ...context }])
})

it('settles for nobody who observes', async () => {
  const quiet = { account: 'acme', settlement: { looksAfterMs: [0] } }
  expect((await settlement(['inv_1'], { options: quiet }).result)._unsafeUnwrap()).toBe('inv_1')
})

it('announces what nobody is named for', async () => {
  const nameless = { provider: null, account: null, operation: 'create' }
  const { result, events } = settlement(['inv_1'], { context: nameless })
  expect((await result).isOk()).toBe(true)
  expect(events).toEqual([
    { type: 'settlement', outcome: 'applied', looks: 1, provider: '', account: '', operation: 'create' },
  ])
})

it('stops looking when the caller stops it, and still says that it does not know', async () => {
  const { result, looked } = settlement([null, 'inv_1'], {
    signal: AbortSignal.timeout(5),
    options: { account: 'acme', settlement: { looksAfterMs: [0, 60_000] } },
  })
  expect((await result)._unsafeUnwrapErr().kind).toBe('outcome_unknown')
  expect(looked()).toBe(1)
})
