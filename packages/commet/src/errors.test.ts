import type { HttpFailure } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { isStillRunning, toCommetError, toErrorOfSuccess } from './errors.ts'

const context = { provider: 'commet', account: 'main', operation: 'get', requestId: 'req_5' }

function failure(httpStatus: number, json: unknown): HttpFailure {
  const text = json === undefined ? '<html></html>' : JSON.stringify(json)
  const rest = { requestId: 'req_5', operation: 'get', effect: 'read' } as const
  return { httpStatus, headers: new Headers(), text, json, ...rest }
}

/** Written from the vendor's list of codes; the status is one that does not decide by itself. */
const kindOfCode: [string, string][] = [
  ['validation_error', 'refused'],
  ['invalid_json', 'refused'],
  ['no_outstanding_invoice', 'refused'],
  ['unauthorized', 'unauthenticated'],
  ['forbidden', 'forbidden'],
  ['sandbox_only', 'forbidden'],
  ['not_found', 'not_found'],
  ['invoice_not_found', 'not_found'],
  ['customer_not_found', 'not_found'],
  ['webhook_not_found', 'not_found'],
  ['endpoint_not_available', 'retired'],
  ['endpoint_deprecated', 'retired'],
  ['duplicate', 'conflict'],
  ['idempotency_key_mismatch', 'conflict'],
  ['idempotency_in_progress', 'conflict'],
  ['rate_limited', 'rate_limited'],
  ['internal_error', 'unavailable'],
  ['idempotency_unavailable', 'unavailable'],
]

const kindOfStatus: [number, string][] = [
  [400, 'refused'],
  [401, 'unauthenticated'],
  [402, 'refused'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [405, 'unexpected_response'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'retired'],
  [413, 'refused'],
  [418, 'unexpected_response'],
  [422, 'refused'],
  [429, 'rate_limited'],
  [500, 'unavailable'],
  [503, 'unavailable'],
]

describe('error table', () => {
  it.each(kindOfCode)('the code %s is %s whatever the status and the shape', (code, kind) => {
    const error = { type: 'x', code, message: 'no', doc_url: 'y' }
    const shapes = [
      { success: false, error },
      { error },
      { success: false, ...error },
      { ...error, details: null },
    ]
    for (const json of shapes) {
      const found = toCommetError(failure(418, json), context)
      expect([found.kind, found.cause?.code, found.requestId]).toEqual([kind, code, 'req_5'])
    }
    expect(toErrorOfSuccess({ success: false, error }, 200, context).kind).toBe(kind)
  })

  it.each(kindOfStatus)(
    'the status %i decides where the code is unknown or the body is none',
    (status, kind) => {
      for (const json of [
        undefined,
        null,
        'text',
        [],
        {},
        { error: 'text' },
        { error: { code: 'made_up' } },
        { error: null },
      ]) {
        expect(toCommetError(failure(status, json), context).kind).toBe(kind)
      }
    },
  )

  it('names the fields of a refusal', () => {
    const details = [{ field: 'amount', message: 'too large' }, { field: 5 }, 'x']
    const told = {
      success: false,
      error: { code: 'validation_error', message: 'Bad', details: details.slice(0, 2) },
    }
    expect(toCommetError(failure(422, told), context)).toMatchObject({
      kind: 'refused',
      fields: [
        { field: 'amount', message: 'too large' },
        { field: 'body', message: 'refused by Commet' },
      ],
    })
    const param = { error: { code: 'validation_error', message: 'Bad', param: 'customerId', details } }
    expect(toCommetError(failure(422, param), context)).toMatchObject({
      fields: [{ field: 'customerId', message: 'Bad' }],
    })
  })

  it('keeps the vendor’s words out of the cause, which may be logged anywhere', () => {
    const found = toCommetError(
      failure(403, { error: { code: 'forbidden', message: 'ada@quill.example' } }),
      context,
    )
    expect(JSON.stringify(found.cause)).not.toContain('ada')
    expect(found.message).toContain('ada')
  })

  it('takes a 2xx failure without a known code for an unexpected answer', () => {
    for (const json of [{ success: false }, { success: false, error: { code: 'made_up' } }, { error: {} }]) {
      expect(toErrorOfSuccess(json, 200, context).kind).toBe('unexpected_response')
    }
  })

  it('knows when the first request is still running', () => {
    expect(isStillRunning(failure(409, { success: false, error: { code: 'idempotency_in_progress' } }))).toBe(
      true,
    )
    expect(isStillRunning(failure(409, { success: false, error: { code: 'duplicate' } }))).toBe(false)
    expect(isStillRunning(failure(409, undefined))).toBe(false)
  })
})
