import { createHash } from 'node:crypto'
import { formatMoney, type Invoice } from '@invoice-adapters/core'
import { describe, expect, it, test } from 'vitest'
import { reportPage } from '../src/index.ts'
import { parsePage, textOf, textsOf } from './read-page.ts'
import { failure, invoice, reportOf } from './samples.ts'
import { createWorld, openAccounts, readWorld } from './world.ts'

async function pageOf(invoices: Invoice[], settings: Parameters<typeof reportPage>[1] = {}) {
  return parsePage(reportPage(await reportOf(invoices), { invoices, ...settings }))
}

describe('what was read from accounts', () => {
  it('comes to what the ledger holds, as far as the vendors tell', async () => {
    const emulator = createWorld()
    const reading = await readWorld(openAccounts(emulator))
    const page = parsePage(reportPage(reading.report, reading))
    const told = new Map(reading.invoices.map((one) => [one.source.id, one.amountDue]))
    for (const card of page.querySelectorAll('.card')) {
      const currency = textOf(card.querySelector('h3'))
      const open = emulator.ledger
        .invoices()
        .filter((one) => one.currency === currency && one.status === 'open')
      const known = open.filter(({ id }) => told.get(id) !== null)
      const due = known.reduce((sum, { total, amountPaid = 0 }) => sum + BigInt(total - amountPaid), 0n)
      expect(textOf(card.querySelector('.amount'))).toBe(formatMoney(due, currency))
      expect(textOf(card)).toContain(`Unpaid invoices${open.length}`)
      if (known.length < open.length) {
        expect(textOf(card)).toContain(`Not in the sum${open.length - known.length} unknown amounts`)
      }
    }
    expect(textsOf(page, '.card h3')).toEqual(['EUR', 'JPY', 'USD'])
    expect(textsOf(page, '#invoice-table tbody tr')).toHaveLength(emulator.ledger.invoices().length)
    expect(page.querySelector('.failed')).toBeNull()
  })

  it('names the account that failed before any figure, and in the evidence', async () => {
    const reading = await readWorld(openAccounts(createWorld(), ['acme-eu']))
    const page = reportPage(reading.report, reading)
    const notice = textOf(parsePage(page).querySelector('.notice.failed'))
    expect(notice).toContain('1 of 5 accounts failed. Every figure below lacks what is there.')
    expect(notice).toContain('commet / acme-eu unauthenticated')
    expect(page.indexOf('notice failed')).toBeLessThan(page.indexOf('id="outstanding"'))
    expect(textsOf(parsePage(page), '.reading.failed')).toEqual(['failed'])
  })

  it('does not look whole where only the report knows of the failure', async () => {
    const report = await reportOf([invoice()], [failure()])
    const page = parsePage(reportPage(report))
    expect(textOf(page.querySelector('.notice.failed'))).toContain('whop / creators unavailable')
    expect(textOf(page)).toContain('Not told to this page.')
  })
})

describe('what is not known', () => {
  it('is said to be unknown, never zero', async () => {
    const page = await pageOf([invoice({ total: null, amountDue: null })])
    expect(textOf(page.querySelector('.amount'))).toBe('unknown')
    expect(textsOf(page, '#invoice-table tbody td').slice(-2)).toEqual(['unknown', 'unknown'])
    expect(textsOf(page, '.aging tbody tr')[1]).toBe('1–30 days late1unknown')
    expect(textsOf(page, '.aging tfoot td')).toEqual(['1', 'unknown'])
    expect(textOf(page)).toContain('1 unpaid invoice has an unknown amount due and is in no sum')
  })

  it('stands beside the sum that lacks it', async () => {
    const page = await pageOf([
      invoice({ total: 12_345 }),
      invoice({ total: null, amountDue: null, source: { id: 'inv_2' } }),
    ])
    expect(textsOf(page, '.aging tfoot td')).toEqual(['2', '$123.45 + 1 unknown'])
  })

  it('has no currency guessed', async () => {
    const none = { currency: null, minorUnitDigits: null }
    const page = await pageOf([invoice({ ...none, total: null, amountDue: null })])
    expect(textsOf(page, '.card h3')).toEqual(['currency unknown'])
  })
})

test('currencies and modes are never added', async () => {
  const page = await pageOf([
    invoice(),
    invoice({ currency: 'EUR', source: { id: 'inv_2' } }),
    invoice({ source: { id: 'inv_3', mode: 'test' } }),
  ])
  expect(textsOf(page, '.card h3')).toEqual(['EUR', 'USD', 'USD test'])
  expect(textsOf(page, '.amount')).toEqual(['€10.00', '$10.00', '$10.00'])
})

test('amounts are exact up to the largest, and written by locale and currency', async () => {
  const largest = Number.MAX_SAFE_INTEGER
  const invoices = [1, 2, 3].map((place) =>
    invoice({ total: largest, amountDue: largest, source: { id: `inv_${place}` } }),
  )
  const yen = invoice({ currency: 'JPY', minorUnitDigits: 0, total: 1234567, source: { id: 'inv_4' } })
  const dinar = invoice({ currency: 'KWD', minorUnitDigits: 3, total: 1234567, source: { id: 'inv_5' } })
  const page = await pageOf([...invoices, yen, dinar], { locale: 'de-CH' })
  // Which apostrophe groups the digits changed between versions of the locale data.
  expect(textsOf(page, '.amount').map((text) => text.replaceAll('’', "'"))).toEqual([
    "¥ 1'234'567",
    "KWD 1'234.567",
    "$ 270'215'977'642'229.73",
  ])
})

test('a locale that is none is English', async () => {
  expect(textsOf(await pageOf([invoice()], { locale: 'not a locale' }), '.amount')).toEqual(['$10.00'])
})

test('a list that is not the one of the report is told', async () => {
  const report = await reportOf([invoice()])
  const page = parsePage(reportPage(report, { invoices: [invoice({ total: 900 })] }))
  expect(textOf(page.querySelector('.all .notice'))).toBe(
    'This list is not the one that the report was made of: in USD the list comes to $9.00 in 1 unpaid, the report to $10.00 in 1 unpaid.',
  )
  const same = parsePage(reportPage(report, { invoices: [invoice()] }))
  expect(same.querySelector('.all .notice')).toBeNull()
})

test('nothing at all is a page too', async () => {
  const page = parsePage(reportPage(await reportOf([])))
  expect(textOf(page)).toContain('Nothing is owed in what was read.')
  expect(textOf(page)).toContain('This page was made without a list of invoices.')
})

test('the policy allows the one style sheet and the one script by their hashes, and nothing else', async () => {
  const page = reportPage(await reportOf([invoice()]), { invoices: [invoice()] })
  const inside = (tag: string): string[] =>
    [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map((found) => found[1] ?? '')
  const hash = (text: string | undefined): string =>
    createHash('sha256')
      .update(text ?? '')
      .digest('base64')
  const [style] = inside('style')
  const [script] = inside('script')
  expect(inside('style')).toHaveLength(1)
  expect(inside('script')).toHaveLength(1)
  const policy = parsePage(page).querySelector('meta[http-equiv]')?.getAttribute('content')
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash(style)}'; script-src 'sha256-${hash(script)}'; base-uri 'none'; form-action 'none'`,
  )
  expect(/\s(style|on\w+)="|(src|href)="(?!#)|@import|url\(/.exec(page)?.[0]).toBeUndefined()
})

test('the same input gives the same page', async () => {
  const report = await reportOf([invoice()])
  expect(reportPage(report, { invoices: [invoice()] })).toBe(reportPage(report, { invoices: [invoice()] }))
})
