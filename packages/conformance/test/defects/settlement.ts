import { err, errAsync, type InvoiceError, okAsync } from '@invoice-adapters/core'
import type { AdapterDefinition } from '@invoice-adapters/core/authoring'
import { type Defect, inEveryError, type Plant, rewriting } from './defect.ts'
import { inEveryRequest } from './in-the-wire.ts'
import { keyedBy, keyOfContent, ownKey } from './keys.ts'

type Create = NonNullable<AdapterDefinition['create']>

/** The author's create, made worse. */
function creating(change: (create: Create, definition: AdapterDefinition) => Create): Plant {
  return { definition: (definition) => ({ ...definition, create: change(definition.create!, definition) }) }
}

let processes = 0
let attempts = 0

export const settlement: Defect[] = [
  {
    name: 'the caller’s key is ignored',
    group: 'settlement',
    killedBy: 'settlement/same-key-same-content-is-one',
    plant: keyedBy(({ externalId }) => ownKey(externalId)),
  },
  {
    name: 'every create says that it created',
    group: 'settlement',
    killedBy: 'settlement/same-key-same-content-is-one',
    plant: creating(
      (create) =>
        (...given) =>
          create(...given).map((answer) => ({ ...answer, created: true })),
    ),
  },
  {
    name: 'a key holds within one process only, and the data says for ever',
    group: 'settlement',
    killedBy: 'settlement/settles-in-a-new-process',
    plant: {
      definition: (definition, ground) => {
        processes += 1
        const mine = processes
        return keyedBy(({ externalId }) => `${externalId}-${mine}`).definition!(definition, ground)
      },
    },
  },
  {
    name: 'the key is made of the content alone',
    group: 'settlement',
    killedBy: 'settlement/two-keys-are-two',
    plant: keyedBy(keyOfContent),
  },
  {
    name: 'other content under a used key is answered with the old invoice',
    group: 'settlement',
    killedBy: 'settlement/same-key-other-content-is-conflict',
    plant: creating(
      (create) => (input, notWritten, settings) =>
        create(input, notWritten, settings).orElse((error) =>
          error.kind === 'conflict' && error.invoice !== null
            ? okAsync({ invoice: error.invoice, created: false, notWritten })
            : errAsync(error),
        ),
    ),
  },
  {
    name: 'content that differs in its texts alone counts as the same',
    group: 'settlement',
    killedBy: 'settlement/same-key-other-content-is-conflict',
    plant: creating(
      (create) => (input, notWritten, settings) =>
        create(input, notWritten, settings).orElse((error) =>
          error.kind === 'conflict' &&
          error.invoice !== null &&
          error.invoice.total === input.lines[0]?.amount
            ? okAsync({ invoice: error.invoice, created: false, notWritten })
            : errAsync(error),
        ),
    ),
  },
  {
    name: 'other content under a used key makes a second invoice',
    group: 'settlement',
    killedBy: 'settlement/same-key-other-content-is-conflict',
    plant: keyedBy((input) => `${input.externalId}-${keyOfContent(input)}`),
  },
  {
    name: 'a lost answer is repeated blindly, without the key',
    group: 'settlement',
    killedBy: 'settlement/lost-answer',
    plant: {
      fetch: (fetch) => async (input, init) => {
        try {
          return await fetch(input, init)
        } catch (thrown) {
          if (init?.method !== 'POST') throw thrown
          const headers = new Headers(init.headers)
          headers.delete('idempotency-key')
          return fetch(input, { ...init, headers })
        }
      },
    },
  },
  {
    name: 'a repeat carries another body than the first attempt',
    group: 'settlement',
    killedBy: 'settlement/no-blind-repeat',
    plant: inEveryRequest((url, init) => {
      attempts += 1
      const { body } = init
      const isJson = typeof body === 'string' && /^[[{]/.test(body)
      return [url, isJson ? { ...init, body: `${body}${' '.repeat(attempts)}` } : init]
    }),
  },
  {
    name: 'an empty look is taken as proof, and the create is sent again',
    group: 'settlement',
    killedBy: 'settlement/empty-look-proves-nothing',
    plant: creating(
      (create, { findByExternalId }) =>
        (input, notWritten, settings) =>
          create(input, notWritten, settings).orElse((error) => {
            if (error.kind !== 'outcome_unknown') return err(error)
            return findByExternalId!(input.externalId, settings).andThen((found) =>
              found === null
                ? create({ ...input, externalId: ownKey(input.externalId) }, notWritten, settings)
                : err(error),
            )
          }),
    ),
  },
  {
    name: 'an uncertain create is called a network failure that may be repeated',
    group: 'settlement',
    killedBy: 'settlement/lost-requests',
    plant: inEveryError((error) =>
      error.kind === 'outcome_unknown' ? { ...withoutIds(error), kind: 'network', retryable: true } : error,
    ),
  },
  {
    name: 'an uncertain create does not name its key',
    group: 'settlement',
    killedBy: 'settlement/lost-requests',
    plant: inEveryError((error) =>
      error.kind === 'outcome_unknown' ? { ...error, externalId: null } : error,
    ),
  },
  {
    name: 'a change that could not be read back may be repeated',
    group: 'settlement',
    killedBy: 'settlement/unread-status-change',
    plant: inEveryError((error) => (error.kind === 'applied_unread' ? { ...error, retryable: true } : error)),
  },
  {
    name: 'the failure to read back hides that the change was made',
    group: 'settlement',
    killedBy: 'settlement/unread-status-change',
    plant: inEveryError((error) =>
      error.kind === 'applied_unread'
        ? { ...withoutIds(error), kind: 'unavailable', retryAfterMs: null, retryable: true }
        : error,
    ),
  },
  {
    name: 'an aborted create is called aborted though it had left',
    group: 'settlement',
    killedBy: 'settlement/aborted-write-is-uncertain',
    plant: creating(
      (create) => (input, notWritten, settings) =>
        create(input, notWritten, settings).mapErr((error) =>
          settings.signal?.aborted === true
            ? { ...withoutIds(error), kind: 'aborted', retryable: true }
            : error,
        ),
    ),
  },
  {
    name: 'the same payment is recorded each time it is sent',
    group: 'settlement',
    killedBy: 'settlement/same-payment-is-recorded-once',
    plant: rewriting(({ recordPayment }) => ({
      recordPayment: (id, payment, settings) =>
        recordPayment!(id, { ...payment, externalId: ownKey(payment.externalId) }, settings),
    })),
  },
  {
    name: 'the same refund is paid out each time it is sent',
    group: 'settlement',
    killedBy: 'settlement/same-refund-is-made-once',
    plant: rewriting(({ refund }) => ({
      refund: (id, wanted, settings) =>
        refund!(id, { ...wanted, externalId: ownKey(wanted.externalId) }, settings),
    })),
  },
  {
    name: 'a worker that is told to wait creates under a key of its own',
    group: 'settlement',
    killedBy: 'settlement/late-commit',
    plant: creating(
      (create) => (input, notWritten, settings) =>
        create(input, notWritten, settings).orElse((error) =>
          error.kind === 'outcome_unknown'
            ? create({ ...input, externalId: `${input.externalId}-again` }, notWritten, settings)
            : err(error),
        ),
    ),
  },
]

function withoutIds<E extends InvoiceError>(error: E): Omit<E, 'invoiceId' | 'externalId'> {
  return Object.fromEntries(
    Object.entries(error).filter(([name]) => name !== 'invoiceId' && name !== 'externalId'),
  ) as Omit<E, 'invoiceId' | 'externalId'>
}
