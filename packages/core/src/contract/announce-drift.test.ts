import { expect, it } from 'vitest'
import type { Invoice } from '../invoice/invoice.ts'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import { announceDrift, type UnknownWord } from './announce-drift.ts'
import type { AdapterEvent } from './options.ts'

const context = { provider: 'example', account: 'acme', operation: 'list' }

function seen(invoice: Partial<Invoice>, others?: UnknownWord[]): AdapterEvent[] {
  const events: AdapterEvent[] = []
  const options = { account: 'acme', observe: (event: AdapterEvent) => void events.push(event) }
  announceDrift(context, options, sampleInvoice(invoice), others)
  return events
}

it('tells an unknown status, and whatever else the adapter found', () => {
  const drift = { ...context, type: 'drift', what: 'unknown_value' }
  expect(
    seen({ status: 'unknown', providerStatus: 'frozen' }, [{ path: 'lines.kind', value: 'tip' }]),
  ).toEqual([
    { ...drift, path: 'status', value: 'frozen' },
    { ...drift, path: 'lines.kind', value: 'tip' },
  ])
})

it('tells nothing of known words and of a status that is missing', () => {
  expect(seen({ status: 'open' })).toEqual([])
  expect(seen({ status: 'unknown', providerStatus: null })).toEqual([])
})

it('lets no failure of the observer out', () => {
  const observe = (): void => {
    throw new Error('mine')
  }
  const invoice = sampleInvoice({ status: 'unknown', providerStatus: 'frozen' })
  expect(() => announceDrift(context, { account: 'acme', observe }, invoice)).not.toThrow()
  expect(() => announceDrift(context, { account: 'acme' }, invoice)).not.toThrow()
})
