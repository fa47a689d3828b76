import { expect, it } from 'vitest'
import { answeredError, type ErrorBody, type ErrorTable, kindOfStatus } from './answered-error.ts'

const context = { provider: 'example', account: 'acme', operation: 'create', requestId: 'req_1' }
const silent: ErrorBody = { code: null, message: null, fields: [] }
const table: ErrorTable = {
  vendor: 'Example',
  kindByCode: new Map([
    ['duplicate', 'conflict'],
    ['busy', 'unavailable'],
  ]),
  sentences: { not_found: 'nothing of the kind at Example' },
}

it.each([
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
  [422, 'refused'],
  [429, 'rate_limited'],
  [500, 'unavailable'],
  [599, 'unavailable'],
  [200, 'unexpected_response'],
] as const)('the status %i alone is %s', (status, kind) => {
  expect(kindOfStatus(status)).toBe(kind)
  expect(answeredError(table, status, silent, context).kind).toBe(kind)
  expect(answeredError(table, status, { ...silent, code: 'unheard_of' }, context).kind).toBe(kind)
})

it('a known code decides whatever the status, and a given kind over both', () => {
  for (const status of [200, 400, 422, 500]) {
    expect(answeredError(table, status, { ...silent, code: 'duplicate' }, context).kind).toBe('conflict')
  }
  const given = answeredError(table, 404, { ...silent, code: 'duplicate' }, context, 'unauthenticated')
  expect(given.kind).toBe('unauthenticated')
})

it('tells the words of the vendor, shortened, and code and status as the cause', () => {
  const error = answeredError(table, 409, { ...silent, code: 'duplicate', message: 'x'.repeat(999) }, context)
  expect(error).toMatchObject({ ...context, externalId: null, invoice: null, retryable: false })
  expect(error.message).toBe(
    `Example says that the request collides with another (duplicate): ${'x'.repeat(300)}`,
  )
  expect(error.cause).toEqual({
    name: 'ExampleError',
    message: 'answered 409 duplicate',
    code: 'duplicate',
    httpStatus: 409,
  })
})

it('takes the vendor’s own sentence where there is one', () => {
  expect(answeredError(table, 404, silent, context).message).toBe('nothing of the kind at Example (404)')
  expect(answeredError({ vendor: 'Other' }, 404, silent, context).message).toBe(
    'Other has no such record (404)',
  )
})

it('has the facts of each kind', () => {
  const fields = [{ field: 'email', message: 'is no address' }]
  const of = (status: number) => answeredError(table, status, { ...silent, fields }, context)
  expect(of(422)).toMatchObject({ kind: 'refused', fields })
  expect(of(418)).toMatchObject({ kind: 'unexpected_response', fields, invoice: null })
  expect(of(503)).toMatchObject({ kind: 'unavailable', retryAfterMs: null, retryable: true })
  expect(of(429)).toMatchObject({ kind: 'rate_limited', retryAfterMs: null, retryable: true })
  expect(Object.keys(of(401))).not.toContain('fields')
})
