import { err, errAsync, type InvoiceError, okAsync } from '@invoice-adapters/core'
import { type Defect, type Ground, inEveryError, type Plant, type WireWords } from './defect.ts'
import { inEveryAnswer, jsonIn, textOf } from './in-the-wire.ts'

/** A change that fails is said to be made where the answer to it was spoiled so. */
function claiming(spoiled: (wire: WireWords, text: string) => boolean): Plant {
  const seen = new WeakSet<Ground>()
  return {
    fetch: (fetch, ground) => async (input, init) => {
      const response = await fetch(input, init)
      if (init?.method !== 'GET' && spoiled(ground.wire, await textOf(response))) seen.add(ground)
      return response
    },
    definition: (definition, ground) => ({
      ...definition,
      setStatus: (id, to, settings) =>
        definition.setStatus!(id, to, settings).orElse((error) =>
          seen.delete(ground)
            ? definition
                .get(id, settings)
                .map((invoice) => ({ invoice: { ...invoice, status: to }, changed: true }))
            : err(error),
        ),
    }),
  }
}

export const errors: Defect[] = [
  {
    name: 'a failed list is swallowed as an empty one',
    group: 'errors',
    killedBy: 'errors/reading-500',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) =>
          definition
            .list(query, settings)
            .orElse(() =>
              okAsync({ invoices: [], unreadable: [], recordIds: [], recordTimes: [], nextCursor: null }),
            ),
      }),
    },
  },
  {
    name: 'what is forbidden is called not found',
    group: 'errors',
    killedBy: 'errors/reading-403',
    plant: inEveryError((error) => (error.kind === 'forbidden' ? { ...error, kind: 'not_found' } : error)),
  },
  {
    name: 'a passing failure is said to be final',
    group: 'errors',
    killedBy: 'errors/reading-503',
    plant: inEveryError((error) => (error.kind === 'unavailable' ? { ...error, retryable: false } : error)),
  },
  {
    name: 'a refusal of the vendor is said to be worth repeating',
    group: 'errors',
    killedBy: 'errors/writing-422',
    plant: inEveryError((error) => (error.kind === 'refused' ? { ...error, retryable: true } : error)),
  },
  {
    name: 'the wait that the vendor asks for is told in seconds',
    group: 'errors',
    killedBy: 'errors/retry-after-is-told',
    plant: inEveryError((error) =>
      error.kind === 'rate_limited' && error.retryAfterMs !== null
        ? { ...error, retryAfterMs: error.retryAfterMs / 1_000 }
        : error,
    ),
  },
  {
    name: 'a bad argument throws',
    group: 'errors',
    killedBy: 'errors/nothing-throws',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        get: (id, settings) => {
          if (id.trim() === '') return errAsync(emptyId(adapter.account))
          return adapter.get(id, settings)
        },
      }),
    },
  },
  {
    name: 'a failed request rejects',
    group: 'errors',
    killedBy: 'errors/nothing-throws',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        check: (settings) =>
          adapter.check(settings).map((account) => {
            if (settings !== undefined && typeof settings !== 'object')
              throw new Error('settings must be an object')
            return account
          }),
      }),
    },
  },
  {
    name: 'an observer that fails takes the call with it',
    group: 'errors',
    killedBy: 'errors/observer-may-fail',
    plant: {
      definition: (definition) => ({
        ...definition,
        get: (id, settings) => {
          const { account, options } = definition
          options.observe?.({
            provider: 'reference',
            account,
            operation: 'get',
            type: 'wait',
            waitMs: 0,
            because: 'rate_limit',
          })
          return definition.get(id, settings)
        },
      }),
    },
  },
  {
    name: 'a page of a proxy counts as an empty list',
    group: 'errors',
    killedBy: 'errors/reading-not-json',
    plant: {
      fetch:
        (fetch, { wire }) =>
        async (input, init) => {
          const response = await fetch(input, init)
          const text = await textOf(response)
          return text.startsWith('<')
            ? new Response(JSON.stringify(wire.emptyList), { headers: response.headers })
            : response
        },
    },
  },
  {
    name: 'a failure inside a success counts as an empty list',
    group: 'errors',
    killedBy: 'errors/reading-failure-in-success',
    plant: inEveryAnswer((body, _url, wire) => (wire.reportsFailure(body) ? wire.emptyList : body)),
  },
  {
    name: 'the vendor’s id of the request is lost',
    group: 'errors',
    killedBy: 'errors/request-id-is-told',
    plant: inEveryError((error) => ({ ...error, requestId: null })),
  },
  {
    name: 'reads give up at the first failure',
    group: 'errors',
    killedBy: 'errors/reads-are-retried',
    plant: { options: (options) => ({ ...options, retry: { attempts: 1 } }) },
  },
  {
    name: 'a signal that has fired already does not stop the request',
    group: 'errors',
    killedBy: 'errors/aborted-before-sends-nothing',
    plant: { definition: (definition) => ({ ...definition, get: (id) => definition.get(id, {}) }) },
  },
  {
    name: 'an error does not name the account',
    group: 'errors',
    killedBy: 'errors/errors-are-plain-data',
    plant: inEveryError((error) => ({ ...error, account: null })),
  },
  {
    name: 'a bad credential is called a passing failure',
    group: 'errors',
    killedBy: 'errors/wrong-credential-is-unauthenticated',
    plant: inEveryError((error) =>
      error.kind === 'unauthenticated'
        ? { ...error, kind: 'unavailable', retryAfterMs: null, retryable: true }
        : error,
    ),
  },
  {
    name: 'a failure inside a success counts as a change that was made',
    group: 'errors',
    killedBy: 'errors/changing-failure-in-success',
    plant: claiming(({ reportsFailure }, text) => {
      const body = jsonIn(text)
      return typeof body === 'object' && body !== null && reportsFailure(body)
    }),
  },
  {
    name: 'an answer that is no JSON counts as a change that was made',
    group: 'errors',
    killedBy: 'errors/changing-not-json',
    plant: claiming((_wire, text) => text.startsWith('<')),
  },
  {
    name: 'a failure inside a success of a create is taken as proof that it was made',
    group: 'errors',
    killedBy: 'errors/writing-failure-in-success',
    plant: inEveryError((error) =>
      error.kind === 'outcome_unknown' ? { ...error, kind: 'applied_unread' } : error,
    ),
  },
  {
    name: 'a conflict names no key where the look after it finds nothing',
    group: 'errors',
    killedBy: 'errors/writing-409',
    plant: inEveryError((error) =>
      error.kind === 'conflict' && error.invoice === null ? { ...error, externalId: null } : error,
    ),
  },
]

function emptyId(account: string): InvoiceError {
  const facts = {
    provider: 'reference',
    account,
    operation: 'get',
    requestId: null,
    retryable: false,
    cause: null,
  }
  return {
    ...facts,
    kind: 'invalid_input',
    message: 'id: must not be empty',
    fields: [{ field: 'id', message: 'must not be empty' }],
  }
}
