import { expect, it } from 'vitest'
import { toPlanned } from './planned.ts'

const headers = { authorization: '[secret]' }

it('is the request as it would leave', () => {
  const request = {
    method: 'POST' as const,
    route: '/invoices/{id}',
    parameters: { id: 'a/b' },
    query: { first: 2 },
    body: '{}',
    headers: { 'idempotency-key': 'k' },
    unresolved: ['id'],
  }
  expect(toPlanned('https://api.example', headers, request)).toEqual({
    method: 'POST',
    url: 'https://api.example/invoices/a%2Fb?first=2',
    headers: {
      ...headers,
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': 'k',
    },
    body: '{}',
    unresolved: ['id'],
  })
})

it('names no type of a body that is not there', () => {
  expect(toPlanned('https://api.example', headers, { method: 'GET', route: '/invoices' })).toEqual({
    method: 'GET',
    url: 'https://api.example/invoices',
    headers: { ...headers, accept: 'application/json' },
    body: null,
    unresolved: [],
  })
})
