import { describe, expect, it } from 'vitest'
import { askForToken, assetEmulator, callerFor, createOne, item } from './asset-support.ts'

// The answers beside invoices, each against an interface written by hand from the notes. `Exactly` turns one into the
// list of its fields, so that neither side can have a field more.

interface DocumentedToken {
  access_token: string
  token_type: string
  expires_in: number
}

interface DocumentedCreation {
  data: object[]
  errors: { error: string; invoice_number: string }[]
}

interface DocumentedPage {
  data: object[]
  pagination: { next_page_token: string | null; previous_page_token: string | null }
}

interface DocumentedRefund {
  business_id: string
  external_id: string
  amount: number
  method: string
  refunded_at: string
  id: string
  amount_paid: number
  memo: string | null
  processor: string | null
  is_return: boolean
  status: string
  payments: { amount: number; id: string; transaction_id: string }[]
  refund_invoices: {
    amount: number
    id: string
    invoice_id: string | null
    invoice_line_id: string | null
    external_id: string | null
    memo: string | null
  }[]
  tags: object
}

interface DocumentedCustomer {
  id: string
  name: string
  external_id: string | null
  email: string | null
  billing_address: object | null
  shipping_address: object | null
  phone_number: string | null
}

interface DocumentedLedger {
  id: string
  name: string
  type: string
  subtype: string
  report_cash_flow: boolean
  description: string | null
  financial_account_type: string | null
  debit_credit: string
  sort_code: number | null
  parent_id: string | null
}

type Exactly<T> = Readonly<Record<keyof T, (value: unknown) => boolean>>

const text = (value: unknown) => typeof value === 'string' && value !== ''
const number = (value: unknown) => typeof value === 'number'
const flag = (value: unknown) => typeof value === 'boolean'
const list = (value: unknown) => Array.isArray(value)
const object = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value)

function expectExactly<T>(value: any, shape: Exactly<T>): void {
  expect(Object.keys(value).sort()).toEqual(Object.keys(shape).sort())
  for (const [field, check] of Object.entries<(value: unknown) => boolean>(shape)) {
    expect(check(value[field]), field).toBe(true)
  }
}

const pagination: Exactly<DocumentedPage['pagination']> = {
  next_page_token: orNull(text),
  previous_page_token: orNull(text),
}

describe('answers as documented', () => {
  it('to a token call', async () => {
    const emulator = assetEmulator()
    const { body } = await askForToken(emulator, emulator.asset.account())
    expectExactly<DocumentedToken>(body, { access_token: text, token_type: text, expires_in: number })
  })

  it('to a creation, with what failed', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    const { body } = await call('POST', '/invoice', [item(emulator), item(emulator, { customer_id: 'x' })])
    expectExactly<DocumentedCreation>(body, { data: list, errors: list })
    expectExactly<DocumentedCreation['errors'][number]>(body.errors[0], { error: text, invoice_number: text })
  })

  it.each(['/invoice', '/customers', '/refunds', '/credit-memo', '/transaction'])(
    'to a page of %s',
    async (path) => {
      const { body } = await (await callerFor(assetEmulator()))('GET', path)
      expectExactly<DocumentedPage>(body, { data: list, pagination: object })
      expectExactly(body.pagination, pagination)
    },
  )

  it('to a refund, before and after its payment', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    const invoice = await createOne(emulator, call)
    emulator.asset.account().outside.pay(invoice.id)
    const refund = await call('POST', '/refund', {
      amount: 520.56,
      refund_external_id: 'r',
      refunded_at: '2026-07-15',
      method: 'check',
      invoices_to_refund: [{ amount: 520.56, invoice_id: invoice.id }],
    })
    const [transaction] = (
      await call('POST', '/transaction', [
        { external_account_id: 'eac_1', description: 'Back', amount: -520.56, datetime: '2026-07-15' },
      ])
    ).body.data
    const body = { refund_id: refund.body.data.id, transaction_id: transaction.id }
    const paid = await call('POST', '/refund-payment', body)
    for (const { data } of [refund.body, paid.body]) {
      expectExactly<DocumentedRefund>(data, {
        business_id: text,
        external_id: text,
        amount: number,
        method: text,
        refunded_at: text,
        id: text,
        amount_paid: number,
        memo: orNull(text),
        processor: orNull(text),
        is_return: flag,
        status: text,
        payments: list,
        refund_invoices: list,
        tags: object,
      })
    }
    expectExactly<DocumentedRefund['payments'][number]>(paid.body.data.payments[0], {
      amount: number,
      id: text,
      transaction_id: text,
    })
    expectExactly<DocumentedRefund['refund_invoices'][number]>(paid.body.data.refund_invoices[0], {
      amount: number,
      id: text,
      invoice_id: orNull(text),
      invoice_line_id: orNull(text),
      external_id: orNull(text),
      memo: orNull(text),
    })
  })

  it('to customers and ledgers', async () => {
    const call = await callerFor(assetEmulator())
    expectExactly<DocumentedCustomer>((await call('GET', '/customers')).body.data[0], {
      id: text,
      name: text,
      external_id: orNull(text),
      email: orNull(text),
      billing_address: orNull(object),
      shipping_address: orNull(object),
      phone_number: orNull(text),
    })
    expectExactly<DocumentedLedger>((await call('GET', '/ledger')).body.data[0], {
      id: text,
      name: text,
      type: text,
      subtype: text,
      report_cash_flow: flag,
      description: orNull(text),
      financial_account_type: orNull(text),
      debit_credit: text,
      sort_code: orNull(number),
      parent_id: orNull(text),
    })
  })
})
