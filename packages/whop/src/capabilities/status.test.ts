import { expect, it } from 'vitest'
import { status } from './status.ts'

it('gives each word of Whop its meaning', () => {
  const words = ['draft', 'open', 'paid', 'past_due', 'uncollectible', 'void']
  expect(status.meanings.map(({ provider, canonical, evidence }) => [provider, canonical, evidence])).toEqual(
    words.map((word) => [word, word, 'documented']),
  )
  const rule = 'paid, and the refunded_amount of its payment, where that was read, is'
  expect(status.derived).toEqual([
    { canonical: 'partially_refunded', rule: `${rule} above zero and below its total` },
    { canonical: 'refunded', rule: `${rule} its total` },
  ])
})

it('changes a status by these ways', () => {
  const ways = status.transitions.map(({ to, sends, from, needs, evidence, by }) => [
    to,
    sends,
    from.join(' '),
    needs,
    evidence,
    by,
  ])
  const settled = (to: string, sends: string) => [
    [to, sends, 'open', null, 'documented', 'setStatus'],
    [to, sends, 'past_due', null, 'unverified', 'setStatus'],
  ]
  expect(ways).toEqual([
    ['open', 'automatically_finalizes_at', 'draft', null, 'inferred', 'finalize'],
    ...settled('paid', 'mark_paid'),
    ...settled('void', 'void'),
    ...settled('uncollectible', 'mark_uncollectible'),
  ])
})
