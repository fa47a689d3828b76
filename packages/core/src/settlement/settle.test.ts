import { errAsync, okAsync } from 'neverthrow'
import { expect, it } from 'vitest'
import type { AdapterEvent } from '../contract/options.ts'
import { invoiceError } from '../errors/construct.ts'
import { outcomeUnknown } from '../http/failure.ts'
import { type Settlement, settle } from './settle.ts'

const context = { provider: 'fake', account: 'acme', operation: 'create' }
const uncertain = outcomeUnknown({ ...context, requestId: 'req_9' }, 'no answer came', null)

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
  })
  expect(error.message).toContain('same externalId')
  expect(looked()).toBe(3)
  expect(events.at(-1)).toMatchObject({ outcome: 'unknown', looks: 3 })
})

it('stops looking when the caller stops it, and still says that it does not know', async () => {
  const { result, looked } = settlement([null, 'inv_1'], {
    signal: AbortSignal.timeout(5),
    options: { account: 'acme', settlement: { looksAfterMs: [0, 60_000] } },
  })
  expect((await result)._unsafeUnwrapErr().kind).toBe('outcome_unknown')
  expect(looked()).toBe(1)
})
