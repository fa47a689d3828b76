import { describe, expect, it } from 'vitest'
import { token, wireInvoice, wirePayment } from '../../test/wire-objects.ts'
import { invoiceSchema, paymentSchema } from '../schema.ts'
import type { InvoiceParts } from './reading.ts'
import { maskedBodies, maskTokens } from './secrets.ts'
import { isWantedStatus, needsPayment, readStatus, wordsToAsk } from './status.ts'

describe('a status', () => {
  it('that is not known is told in words', () => {
    const note = { code: 'unknown_status', field: 'status' }
    expect(readStatus('frozen', null)).toEqual({
      status: 'unknown',
      derived: [],
      notes: [{ ...note, message: 'Whop gave the unknown status "frozen"' }],
    })
    for (const word of [null, undefined, '']) {
      expect(readStatus(word, null).notes).toEqual([{ ...note, message: 'Whop gave no status' }])
    }
  })

  const refunded = (changes: Record<string, unknown>) =>
    readStatus('paid', paymentSchema.parse(wirePayment(changes))).status

  it('of what was paid depends on what went back, in the currency of the payment', () => {
    expect(refunded({ refunded_amount: 30.5, total: 30.5, currency: 'eur' })).toBe('refunded')
    expect(refunded({ refunded_amount: 1, total: null })).toBe('partially_refunded')
    expect(refunded({ refunded_amount: 1, total: 0.001 })).toBe('partially_refunded')
    for (const changes of [
      { refunded_amount: 30.5, currency: null },
      { refunded_amount: 30.5, currency: 'eth' },
      { refunded_amount: 0.001 },
      { refunded_amount: -1 },
      { refunded_amount: undefined },
    ]) {
      expect(refunded(changes)).toBe('paid')
    }
    expect(readStatus('paid', null).status).toBe('paid')
  })

  it.each([
    [undefined, undefined],
    [['draft'], ['draft']],
    [['open'], ['open']],
    [['past_due'], ['past_due']],
    [['payable'], ['open', 'past_due']],
    [
      ['payable', 'open'],
      ['open', 'past_due'],
    ],
    [['paid'], ['paid']],
    [['partially_refunded', 'refunded'], ['paid']],
    [
      ['uncollectible', 'void'],
      ['uncollectible', 'void'],
    ],
    [['unknown'], undefined],
    [['paid', 'unknown'], undefined],
    [[], []],
  ] as const)('wanted as %j asks for %j', (wanted, words) => {
    expect(wordsToAsk(wanted)).toEqual(words)
  })

  it.each([
    [undefined, false],
    [['open'], false],
    [['paid'], true],
    [['refunded'], true],
    [['partially_refunded', 'open'], true],
    [['paid', 'refunded'], true],
    [['paid', 'partially_refunded', 'refunded'], false],
  ] as const)('wanted as %j needs the payment: %s', (wanted, needed) => {
    expect(needsPayment(wanted)).toBe(needed)
  })

  it.each([
    ['open', ['open'], true],
    ['open', ['payable'], true],
    ['past_due', ['payable'], true],
    ['past_due', ['open'], false],
    ['paid', ['payable'], false],
    ['paid', [], false],
  ] as const)('%s is among %j: %s', (status, wanted, expected) => {
    expect(isWantedStatus(status, wanted)).toBe(expected)
  })
})

describe('a token', () => {
  it('is masked wherever it stands, and so is what looks like one', () => {
    expect(maskTokens('a secret b secret', 'secret')).toBe('a [secret] b [secret]')
    expect(maskTokens(`x=${token}&y=1`, null)).toBe('x=[secret]&y=1')
    expect(maskTokens('eyJhbGciOi.a eyJhbGciOi.b', undefined)).toBe('[secret] [secret]')
    expect(maskTokens('eyJ is three letters, eyJab.c is short', '')).toBe(
      'eyJ is three letters, eyJab.c is short',
    )
    expect(maskTokens('plain', 'secret')).toBe('plain')
  })

  function masked(bodies: InvoiceParts['bodies'], fetch_invoice_token: string | null = 'secret') {
    const invoice = invoiceSchema.parse(wireInvoice({ fetch_invoice_token }))
    return maskedBodies({ bodies, invoice } as InvoiceParts)
  }

  it('is masked in every answer, however deep, and the answers stay as they came', () => {
    const body = {
      fetch_invoice_token: 5,
      list: ['a', 'the secret', { deep: ['secret'] }, null],
      kept: { number: 1, flag: false, nothing: null },
    }
    const before = structuredClone(body)
    const answers = masked({ invoice: body, plan: { url: 'x' } })
    expect(answers).toEqual({
      invoice: {
        fetch_invoice_token: '[secret]',
        list: ['a', 'the [secret]', { deep: ['[secret]'] }, null],
        kept: { number: 1, flag: false, nothing: null },
      },
      plan: { url: 'x' },
    })
    expect(body).toEqual(before)
    expect(answers).not.toHaveProperty('payment')
  })

  it('that is not there is not made up, and what holds none is not copied', () => {
    const body = { fetch_invoice_token: null, list: ['a'], kept: { a: 1 } }
    const { invoice } = masked({ invoice: body }, null)
    expect(invoice).toBe(body)
    expect(masked({ invoice: ['a', 1] }).invoice).toEqual(['a', 1])
    expect(masked({ invoice: null }).invoice).toBeNull()
  })

  it('is masked beside a member that is named like the prototype', () => {
    const body: unknown = JSON.parse('{"__proto__":{"a":"secret"},"b":"secret"}')
    expect(JSON.stringify(masked({ invoice: body }).invoice)).toBe(
      '{"__proto__":{"a":"[secret]"},"b":"[secret]"}',
    )
  })
})
