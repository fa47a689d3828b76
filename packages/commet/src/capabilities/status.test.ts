import { expect, it } from 'vitest'
import { status } from './status.ts'

it('gives each word of Commet its meaning', () => {
  expect(status.meanings.map(({ provider, canonical, evidence }) => [provider, canonical, evidence])).toEqual(
    [
      ['draft', 'draft', 'documented'],
      ['outstanding', 'open', 'documented'],
      ['paid', 'paid', 'documented'],
      ['void', 'void', 'documented'],
      ['uncollectible', 'uncollectible', 'documented'],
      ['pending', 'open', 'inferred'],
    ],
  )
  expect(status.derived).toEqual([
    { canonical: 'past_due', rule: 'outstanding, and dueDate lies before the instant of asking' },
  ])
})

it('changes an open invoice to paid or void, and to nothing else', () => {
  const way = { from: ['open', 'past_due'], by: 'setStatus', needs: null, evidence: 'documented' }
  expect(status.transitions).toMatchObject([
    { ...way, to: 'paid', sends: 'paid' },
    { ...way, to: 'void', sends: 'void' },
  ])
  expect(status.transitions).toHaveLength(2)
})
