import {
  err,
  type FieldProblem,
  type JsonObject,
  type NewCustomer,
  type NewInvoice,
  ok,
  type Result,
  type SettableStatus,
} from '@invoice-adapters/core'
import { contentDigest, keyMark, reservedNameProblems, sumAmounts } from '@invoice-adapters/core/authoring'
import { status } from './capabilities/status.ts'
import { currencyScale, toWireAmount } from './money.ts'

/** What `POST /invoices` takes (api-reference/invoices/create-adjustment-invoice): no currency, lines or dates. */
export interface WireAdjustment {
  customerId: string
  amount: number
  description: string
  metadata: JsonObject
}

/** The part of an adjustment that the input alone decides. */
export interface AskedInvoice {
  externalId: string
  /** Upper case. */
  currency: string
  /** Minor units: the lines with their taxes. */
  total: number
  /** The same on the wire. */
  amount: number
  description: string
  metadata: JsonObject
}

export function toAskedInvoice(invoice: NewInvoice): Result<AskedInvoice, FieldProblem[]> {
  const scales = currencyScale(invoice.currency)
  const total = sumAmounts(invoice.lines.flatMap((line) => [line.amount, line.tax ?? 0])).unwrapOr(null)
  const amount = scales === null || total === null ? null : toWireAmount(total, scales)
  const description = invoice.lines.map((line) => line.description).join('; ')
  const problems = [
    ...(scales === null
      ? [{ field: 'currency', message: 'is no currency that Commet is known to bill in' }]
      : []),
    ...(scales !== null && amount === null
      ? [{ field: 'lines', message: 'add up to more than Commet can hold' }]
      : []),
    ...reservedNameProblems(invoice.metadata, 'metadata'),
    ...Object.keys(invoice.providerOptions?.commet ?? {}).map((name) => ({
      field: `providerOptions.commet.${name}`,
      message: 'is no option; Commet takes none',
    })),
  ]
  if (problems.length > 0 || scales === null || total === null || amount === null) return err(problems)
  const { externalId, metadata = {} } = invoice
  return ok({ externalId, currency: scales.currency, total, amount, description, metadata })
}

/** Digest of all that Commet is asked to hold: equal for two calls that would make the same invoice. */
export function contentOf(asked: AskedInvoice, customerId: string): Promise<string> {
  const { currency, amount, description, metadata } = asked
  return contentDigest({ customerId, currency, amount, description, metadata })
}

export function toWireAdjustment(asked: AskedInvoice, customerId: string, content: string): WireAdjustment {
  const { externalId, amount, description, metadata } = asked
  return {
    customerId,
    amount,
    description,
    metadata: { ...metadata, ...keyMark({ externalId, content }) },
  }
}

/** What `POST /customers` takes (api-reference/customers/create-customer). */
export interface WireNewCustomer {
  email: string
  externalId?: string
  fullName?: string
  address?: {
    line1: string
    line2?: string
    city: string
    state?: string
    postalCode: string
    country: string
  }
  metadata?: JsonObject
}

export function toWireCustomer(customer: NewCustomer): Result<WireNewCustomer, FieldProblem[]> {
  const { email, externalId, name, metadata } = customer
  const address = toWireAddress(customer.address)
  const problems = [
    ...(email ? [] : [{ field: 'email', message: 'is required by Commet' }]),
    ...tooLong('email', email, 200),
    ...tooLong('externalId', externalId, 100),
    ...tooLong('name', name, 200),
    ...(address?.isErr() ? address.error : []),
  ]
  if (problems.length > 0 || !email) return err(problems)
  return ok({
    email,
    ...(externalId === undefined ? {} : { externalId }),
    ...(name === undefined ? {} : { fullName: name }),
    ...(address?.isOk() ? { address: address.value } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  })
}

function tooLong(field: string, text: string | undefined, most: number): FieldProblem[] {
  return text !== undefined && text.length > most
    ? [{ field, message: `is longer than ${most} characters` }]
    : []
}

type WireAddress = NonNullable<WireNewCustomer['address']>

function toWireAddress(address: NewCustomer['address']): Result<WireAddress, FieldProblem[]> | undefined {
  if (address === undefined) return undefined
  const { line1, line2, city, state, postalCode, country } = address
  const required = { line1, city, postalCode, country }
  const problems = Object.entries(required)
    .filter(([, text]) => !text)
    .map(([name]) => ({ field: `address.${name}`, message: 'is required by Commet in an address' }))
  if (!line1 || !city || !postalCode || !country) return err(problems)
  if (!/^[A-Za-z]{2}$/.test(country)) {
    return err([{ field: 'address.country', message: 'must be an ISO 3166-1 alpha-2 code' }])
  }
  const optional = { ...(line2 ? { line2 } : {}), ...(state ? { state } : {}) }
  return ok({ line1, city, postalCode, country: country.toUpperCase(), ...optional })
}

/** What the status call takes: `paid` or `void`, named in the transition data. */
export function toWireStatus(to: SettableStatus): { status: string } {
  return { status: status.transitions.find((transition) => transition.to === to)?.sends ?? to }
}
