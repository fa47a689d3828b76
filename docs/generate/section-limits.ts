import type { BillingFacts, Grounded, WebhookCapabilities } from '@invoice-adapters/core'
import { textPerVendor, vendorRows } from './layout.ts'
import { code, list, mark, paragraphs, table } from './markdown.ts'

const count = (value: number | null): string => (value === null ? 'not stated' : `${value}`)
const yesNo = (value: boolean): string => (value ? 'yes' : 'no')
const ground = ({ evidence, source }: Grounded): string => `${mark(evidence)} ${source}`

export function pagingSection(): string {
  const head = [
    'Default size',
    'Most',
    'Order',
    'Cursor',
    'Extra calls per invoice for full detail',
    'Ground',
  ]
  return vendorRows(head, ({ pages }) => [
    [
      count(pages.defaultSize),
      count(pages.maximumSize),
      pages.order === 'unknown' ? 'not stated' : pages.order.replace('_', ', '),
      pages.cursor,
      `${pages.extraCallsForFullDetail}`,
      ground(pages),
    ],
  ])
}

export function createLimitsSection(): string {
  const head = ['Most lines', 'Credit notes', 'Zero total', 'Most in one `createMany`', 'Ground']
  return vendorRows(head, ({ create }) => [
    [
      create.maximumLines === null ? 'no limit known' : `${create.maximumLines}`,
      yesNo(create.creditNotes),
      yesNo(create.zeroTotal),
      create.batchSize === null ? 'no batches' : `${create.batchSize}`,
      ground(create),
    ],
  ])
}

export function billingSection(): string {
  return vendorRows(['What', 'Answer', 'Ground'], ({ billing }) => billingRows(billing))
}

function billingRows({ payPage, drafts, customerNeeds, mail, renewal }: BillingFacts): string[][] {
  return [
    ['Customers can pay there', yesNo(payPage.offered), ground(payPage)],
    [
      'A new invoice can be a draft first',
      drafts === null ? 'no' : code(JSON.stringify(drafts.providerOptions)),
      drafts === null ? '' : ground(drafts),
    ],
    ['A customer must have', customerNeeds.fields.map(code).join(', '), ground(customerNeeds)],
    ['Mail about a new invoice', mail.note ?? 'none is sent', ground(mail)],
    [
      'Says in `raw` whether it charges again',
      renewal === null ? 'no need' : code(renewal.path.join('.')),
      renewal === null ? '' : ground(renewal),
    ],
  ]
}

export function idempotencySection(): string {
  return vendorRows(['Operation', 'Holds', 'How', 'Ground'], ({ idempotency }) =>
    idempotency.map((one) => [code(one.operation), one.holds, one.how, ground(one)]),
  )
}

export function rateLimitsSection(): string {
  return vendorRows(['Calls', 'Shared by', 'Ground'], ({ rateLimits }) =>
    rateLimits.length === 0
      ? [['no number is published', '', '']]
      : rateLimits.map((one) => [`${one.calls} in ${one.perMs / 1000} seconds`, one.scope, ground(one)]),
  )
}

export function incrementalSection(): string {
  return textPerVendor(({ incremental }) =>
    list([
      `${incremental.rule}. ${ground(incremental)}`,
      `Sees: ${incremental.sees.join('; ')}`,
      `Misses: ${incremental.misses.join('; ')}`,
    ]),
  )
}

export function webhooksSection(): string {
  return textPerVendor(({ webhooks, operations }) => {
    const reading = operations['webhooks.read']
    if (webhooks !== null) return events(webhooks)
    return reading.supported ? '' : `None. ${reading.reason}. ${ground(reading)}`
  })
}

function events(webhooks: WebhookCapabilities): string {
  return paragraphs([
    table(
      ['Event of the vendor', 'Canonical'],
      webhooks.events.map(({ provider, canonical }) => [code(provider), code(canonical)]),
    ),
    list([
      `Never sent: ${webhooks.neverSent.map(code).join(', ')}`,
      `The signature covers the time of sending: ${yesNo(webhooks.signsTime)}`,
      `Ground: ${ground(webhooks)}`,
    ]),
  ])
}
