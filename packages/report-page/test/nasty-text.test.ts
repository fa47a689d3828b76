import type { AccountEvidence } from '@invoice-adapters/aggregate'
import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, html } from '../src/html.ts'
import { reportPage } from '../src/index.ts'
import { parsePage, textOf, textsOf } from './read-page.ts'
import { failure, invoice, reportOf } from './samples.ts'

const nastyTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></script><h1>owned</h1>',
  '</text></svg><script>alert(1)</script>',
  '<!--',
  ']]>',
  '&lt;b&gt; &amp; &#0;',
  '$' + '{7*7} {{7*7}}',
  '\u202Eevil\u202C',
  '__proto__',
  'constructor',
]

/** A page on which everything that others may have written is this text. */
async function pageOf(text: string) {
  const invoices = [1, 2].map((place) =>
    invoice({
      number: text,
      externalId: text,
      currency: place === 1 ? 'USD' : text,
      minorUnitDigits: 2,
      customer: { id: text, externalId: text, name: text, email: text, address: null },
      dueAt: place === 1 ? '2026-08-01T00:00:00Z' : '2026-05-01T00:00:00Z',
      notes: [{ code: 'totals_mismatch', field: text, message: text }],
      source: {
        provider: place === 1 ? text : 'whop',
        account: text,
        id: place === 1 ? text : `${text} 2`,
        mode: 'live',
      },
    }),
  )
  const unreadable = failure({ kind: 'unreadable_record', message: text, account: text, provider: text })
  const report = await reportOf(invoices, [
    failure({ message: text, account: text, provider: text }),
    { ...unreadable, recordId: text, fields: [] } as never,
  ])
  const evidence = {
    conclusion: 'incomplete',
    pages: 1,
    records: 1,
    repeats: 0,
    unreadable: 0,
    borderTies: 0,
    reasons: [text],
  }
  const accounts = [
    { provider: text, account: text, invoices: 1, failure: null, evidence },
  ] as AccountEvidence[]
  return reportPage(report, { title: text, invoices, accounts, locale: text })
}

test.each(nastyTexts)('%j stays text wherever it stands', async (text) => {
  const tame = parsePage(await pageOf('Tame & plain'))
  const page = parsePage(await pageOf(text))
  const elements = (of: typeof page): string[] =>
    [...of.querySelectorAll('*')].map(({ tagName }) => tagName).sort()
  expect(elements(page)).toEqual(elements(tame))
  expect(textOf(page.querySelector('h1'))).toBe(text)
  expect(textsOf(page, '#invoice-table tbody td:nth-child(2)')).toEqual([text, text])
  expect(textOf(page.querySelector('title'))).toBe(text)
  expect(JSON.parse(page.querySelector('#invoice-table')?.getAttribute('data-units') ?? '')[0][0]).toBe(text)
  const attributes = (of: typeof page): string[] =>
    [...of.querySelectorAll('*')].flatMap((one) => [...one.attributes].map(({ name }) => name)).sort()
  expect(attributes(page)).toEqual(attributes(tame))
})

test('text comes back from a parser as it was, in content and in an attribute', { timeout: 60_000 }, () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 100 })
  fc.assert(
    fc.property(texts, (all) => {
      const parts = all.map((text) => html`<p title="${text}">${text}</p>`)
      const page = parsePage(html`<!doctype html><html><body>${parts}</body></html>`.markup)
      const clean = all.map((text) => text.replace(/[\t\n\r]/g, ' ').replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD'))
      const found = [...page.querySelectorAll('p')]
      expect(found.map(({ textContent }) => textContent)).toEqual(clean)
      expect(found.map((one) => one.getAttribute('title'))).toEqual(clean)
    }),
    { numRuns: proofSize(50, 5_000), seed: proofSeed() },
  )
})

test('what has a meaning to a parser is a reference', () => {
  expect(escapeText(`<a href="x" title='y'>&</a>\u0000\uD800`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;\uFFFD\uFFFD',
  )
})
