import { expect, it } from 'vitest'
import { status } from './status.ts'

it('gives each word of Asset its meaning', () => {
  expect(status.meanings.map(({ provider, canonical, evidence }) => [provider, canonical, evidence])).toEqual(
    [
      ['open', 'open', 'documented'],
      ['paid', 'paid', 'inferred'],
      ['uncollectible', 'uncollectible', 'inferred'],
      ['voided', 'void', 'inferred'],
      ['refunded', 'refunded', 'inferred'],
      ['partially_refunded', 'partially_refunded', 'inferred'],
    ],
  )
  expect(status.derived).toEqual([
    { canonical: 'past_due', rule: 'open, and due_at lies before the instant of asking' },
    { canonical: 'void', rule: 'status is absent and voided_at is set' },
    { canonical: 'paid', rule: 'status is absent, and what came reaches total_amount' },
    { canonical: 'uncollectible', rule: 'status is absent, and payments and write-offs reach total_amount' },
    { canonical: 'open', rule: 'status is absent, and payments stay below total_amount' },
  ])
})

it('changes a status by these ways, and refunds only with special leave', () => {
  const ways = status.transitions.map(({ to, sends, from, needs, evidence, by }) => [
    to,
    sends,
    from.join(' '),
    needs,
    evidence,
    by,
  ])
  expect(ways).toEqual([
    ['paid', 'paid', 'open past_due', null, 'inferred', 'setStatus'],
    ['paid', 'paid', 'uncollectible', null, 'unverified', 'setStatus'],
    ['void', 'voided', 'open past_due', null, 'inferred', 'setStatus'],
    ['uncollectible', 'uncollectible', 'open past_due', null, 'inferred', 'setStatus'],
    ['open', 'open', 'paid uncollectible', null, 'unverified', 'setStatus'],
    ['refunded', 'refunded', 'paid partially_refunded', 'unsafe', 'unverified', 'setStatus'],
    ['partially_refunded', 'partially_refunded', 'paid', 'unsafe', 'unverified', 'setStatus'],
  ])
})
