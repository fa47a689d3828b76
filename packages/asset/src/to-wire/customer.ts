import { err, type FieldProblem, type NewCustomer, ok, type Result } from '@invoice-adapters/core'

/** What `POST /customers` takes (api-reference/customer/create-a-new-customer). */
export interface WireNewCustomer {
  name: string
  external_id?: string
  email?: string
  billing_address?: {
    street_1: string
    city: string
    state: string
    postal_code: string
    country: string
    street_2?: string
  }
}

export function toWireCustomer(customer: NewCustomer): Result<WireNewCustomer, FieldProblem[]> {
  const { name, externalId, email, metadata } = customer
  const address = toWireAddress(customer.address)
  const problems = [
    ...(name ? [] : [{ field: 'name', message: 'is required by Asset' }]),
    ...tooLong('name', name),
    ...tooLong('email', email),
    ...(metadata === undefined
      ? []
      : [{ field: 'metadata', message: 'cannot be held by a customer at Asset; leave it out' }]),
    ...(address?.isErr() ? address.error : []),
  ]
  if (problems.length > 0 || !name) return err(problems)
  return ok({
    name,
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(email === undefined ? {} : { email }),
    ...(address?.isOk() ? { billing_address: address.value } : {}),
  })
}

function tooLong(field: string, text: string | undefined): FieldProblem[] {
  return text !== undefined && text.length > 255 ? [{ field, message: 'is longer than 255 characters' }] : []
}

type WireAddress = NonNullable<WireNewCustomer['billing_address']>

/** All but the second street are required, by the order of the sample. */
function toWireAddress(address: NewCustomer['address']): Result<WireAddress, FieldProblem[]> | undefined {
  if (address === undefined) return undefined
  const { line1, line2, city, state, postalCode, country } = address
  const problems = Object.entries({ line1, city, state, postalCode, country })
    .filter(([, text]) => !text)
    .map(([name]) => ({ field: `address.${name}`, message: 'is required by Asset in an address' }))
  if (!line1 || !city || !state || !postalCode || !country) return err(problems)
  const optional = line2 ? { street_2: line2 } : {}
  return ok({ street_1: line1, city, state, postal_code: postalCode, country, ...optional })
}
