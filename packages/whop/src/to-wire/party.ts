import { type CustomerReference, err, type FieldProblem, ok, type Result } from '@invoice-adapters/core'
import type { WhopBillingAddress, WhopDraftOptions } from './invoice-options.ts'

export interface WireBillingAddress {
  city?: string
  country?: string
  line1?: string
  line2?: string
  name?: string
  phone?: string
  postal_code?: string
  state?: string
  tax_id_type?: string
  tax_id_value?: string
}

export interface WireParty {
  member_id?: string
  email_address?: string
  customer_name?: string
  billing_address?: WireBillingAddress
  mailing_address_id?: string
}

/** Who is billed: a member, or somebody by e-mail address and name. A draft may lack parts of that. */
export function toWireParty(
  customer: CustomerReference | undefined,
  options: WhopDraftOptions,
  isDraft: boolean,
): Result<WireParty, FieldProblem[]> {
  const { id, email, name } = customer ?? {}
  const address = addressOf(customer, options)
  const problems = [
    ...(customer === undefined || isDraft ? [] : incomplete(customer)),
    ...(id !== undefined && (email !== undefined || name !== undefined) ? [namedTwice] : []),
    ...(address.isErr() ? [address.error] : []),
  ]
  if (problems.length > 0) return err(problems)
  return ok({
    ...(id !== undefined && { member_id: id }),
    ...(email !== undefined && { email_address: email }),
    ...(name !== undefined && { customer_name: name }),
    ...address.unwrapOr({}),
  })
}

/** The member's own name and address would stand beside those given, and which of them is billed is not documented. */
const namedTwice: FieldProblem = {
  field: 'customer.id',
  message: 'names a member, whose name and e-mail address Whop knows; leave out email and name',
}

function incomplete({ id, email, name }: CustomerReference): FieldProblem[] {
  if (id !== undefined) return []
  const message = 'is needed by Whop for a customer who is not named by a member id'
  return [
    ...(email === undefined ? [{ field: 'customer.email', message }] : []),
    ...(name === undefined ? [{ field: 'customer.name', message }] : []),
  ]
}

type AddressPart = Pick<WireParty, 'billing_address' | 'mailing_address_id'>

function addressOf(
  customer: CustomerReference | undefined,
  { mailingAddressId, billingAddress }: WhopDraftOptions,
): Result<AddressPart, FieldProblem> {
  const given = [customer?.address, mailingAddressId, billingAddress].filter((one) => one !== undefined)
  if (given.length > 1) {
    const message =
      'is one of several addresses; give one of customer.address, billingAddress and mailingAddressId'
    const field =
      customer?.address === undefined ? 'providerOptions.whop.mailingAddressId' : 'customer.address'
    return err({ field, message })
  }
  if (mailingAddressId !== undefined) return ok({ mailing_address_id: mailingAddressId })
  const address = billingAddress ?? customer?.address
  return ok(address === undefined ? {} : { billing_address: toWireAddress(address) })
}

const wireNames: Record<keyof WhopBillingAddress, keyof WireBillingAddress> = {
  city: 'city',
  country: 'country',
  line1: 'line1',
  line2: 'line2',
  name: 'name',
  phone: 'phone',
  postalCode: 'postal_code',
  state: 'state',
  taxIdType: 'tax_id_type',
  taxIdValue: 'tax_id_value',
}

function toWireAddress(address: object): WireBillingAddress {
  const given = new Map<string, unknown>(Object.entries(address))
  return Object.fromEntries(
    Object.entries(wireNames)
      .map(([name, wireName]) => [wireName, given.get(name)])
      .filter(([, part]) => typeof part === 'string'),
  )
}
