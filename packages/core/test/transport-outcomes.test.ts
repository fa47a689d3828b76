import { describe, expect, it } from 'vitest'
import {
  fakeVendor,
  json,
  networkError,
  once,
  reading,
  repeatable,
  type Step,
  silence,
} from './fake-vendor.ts'

const cut: Step = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"a":'))
        controller.error(networkError('UND_ERR_SOCKET'))
      },
    }),
  )

/** What came of it after the last attempt, and how many attempts there were. */
const table: {
  what: string
  script: Step[]
  read: [string, number]
  repeatable: [string, number]
  once: [string, number]
}[] = [
  { what: '200', script: [json({})], read: ['ok', 1], repeatable: ['ok', 1], once: ['ok', 1] },
  {
    what: '400',
    script: [json({}, { status: 400 })],
    read: ['refused', 1],
    repeatable: ['refused', 1],
    once: ['refused', 1],
  },
  {
    what: '401',
    script: [json({}, { status: 401 })],
    read: ['unauthenticated', 1],
    repeatable: ['unauthenticated', 1],
    once: ['unauthenticated', 1],
  },
  {
    what: '429 for ever',
    script: [json({}, { status: 429 })],
    read: ['rate_limited', 3],
    repeatable: ['rate_limited', 3],
    once: ['rate_limited', 3],
  },
  {
    what: '429 then 200',
    script: [json({}, { status: 429, headers: { 'retry-after': '0.01' } }), json({})],
    read: ['ok', 2],
    repeatable: ['ok', 2],
    once: ['ok', 2],
  },
  {
    what: '503 for ever',
    script: [json({}, { status: 503 })],
    read: ['unavailable', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: '500 then 200',
    script: [json({}, { status: 500 }), json({})],
    read: ['ok', 2],
    repeatable: ['ok', 2],
    once: ['outcome_unknown', 1],
  },
  {
    what: '500 then 400',
    script: [json({}, { status: 500 }), json({}, { status: 400 })],
    read: ['refused', 2],
    repeatable: ['outcome_unknown', 2],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'reset for ever',
    script: [networkError('ECONNRESET')],
    read: ['network', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'refused for ever',
    script: [networkError('ECONNREFUSED')],
    read: ['network', 3],
    repeatable: ['network', 3],
    once: ['network', 3],
  },
  {
    what: 'refused, then reset',
    script: [networkError('ECONNREFUSED'), networkError('ECONNRESET')],
    read: ['network', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 2],
  },
  {
    what: 'reset, then refused',
    script: [networkError('ECONNRESET'), networkError('ECONNREFUSED')],
    read: ['network', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'silence',
    script: [silence],
    read: ['timeout', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'silence then 200',
    script: [silence, json({})],
    read: ['ok', 2],
    repeatable: ['ok', 2],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'body cut',
    script: [cut],
    read: ['network', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'HTML with 200',
    script: [() => new Response('<html>')],
    read: ['unexpected_response', 1],
    repeatable: ['outcome_unknown', 1],
    once: ['outcome_unknown', 1],
  },
  {
    what: 'redirect',
    script: [() => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })],
    read: ['unexpected_response', 1],
    repeatable: ['outcome_unknown', 1],
    once: ['outcome_unknown', 1],
  },
  {
    what: '409 in progress for ever',
    script: [json({ code: 'in_progress' }, { status: 409 })],
    read: ['refused', 3],
    repeatable: ['outcome_unknown', 3],
    once: ['outcome_unknown', 1],
  },
  {
    what: '409 in progress then 200',
    script: [json({ code: 'in_progress' }, { status: 409 }), json({})],
    read: ['ok', 2],
    repeatable: ['ok', 2],
    once: ['outcome_unknown', 1],
  },
]

describe('what a call ends in', () => {
  for (const row of table) {
    for (const [effect, request] of Object.entries({ read: reading, repeatable, once })) {
      const [kind, attempts] = row[effect as 'read' | 'repeatable' | 'once']
      it(`${row.what}, ${effect}: ${kind} after ${attempts}`, async () => {
        const { transport, calls } = fakeVendor(row.script)
        const result = await transport.send(request)
        expect(result.isOk() ? 'ok' : result.error.kind).toBe(kind)
        expect(calls).toHaveLength(attempts)
      })
    }
  }
})
