import { isRecord } from '../frame.ts'
import { type Call, found, type Handler, refuse } from './call.ts'
import type { StoredAddress, StoredCustomer } from './entities.ts'
import { type FieldProblem, notFound, validationError } from './errors.ts'
import { nextId } from './identifiers.ts'
import { answerList } from './lists.ts'
import { freeObject, optional, problemsOf, type Rules, required, text } from './validation.ts'
import type { WireCustomer } from './wire-shapes.ts'

const longest = 255

const updateRules: Rules = {
  name: optional(text(longest)),
  email: optional(text(longest)),
  phone_number: optional(text()),
  billing_address: optional(freeObject),
  shipping_address: optional(freeObject),
}

const createRules: Rules = {
  ...updateRules,
  name: required(text(longest)),
  external_id: optional(text(longest)),
}

const addressRules: Rules = {
  street_1: required(text()),
  city: required(text()),
  state: required(text()),
  postal_code: required(text()),
  country: required(text()),
  street_2: optional(text()),
}

function customerProblems(body: unknown, rules: Rules): readonly FieldProblem[] {
  const problems = problemsOf(body, rules)
  if (!isRecord(body)) return problems
  const inAddresses = ['billing_address', 'shipping_address'].flatMap((field) =>
    isRecord(body[field]) ? problemsOf(body[field], addressRules, ['body', field]) : [],
  )
  return [...problems, ...inAddresses]
}

export const listCustomers: Handler = (call) =>
  answerList<StoredCustomer>(call, {
    collection: call.desk.store.books(call.business.name).customers,
    matches: () => true,
    format: formatCustomer,
  })

export const createCustomer: Handler = (call) => {
  const { body, business, desk } = call
  const problems = customerProblems(body, createRules)
  if (problems.length > 0 || !isRecord(body)) return refuse(validationError(problems))
  const externalId = typeof body.external_id === 'string' ? body.external_id : null
  const taken =
    externalId !== null && desk.store.customerByExternalId(business.name, externalId) !== undefined
  if (taken && desk.switches.duplicateExternalIds === 'refused') {
    return refuse({ status: 422, message: `A customer with external_id ${externalId} already exists` })
  }
  const nobody: StoredCustomer = {
    id: nextId(desk.surroundings, 'cus'),
    account: business.name,
    name: '',
    externalId,
    email: null,
    phoneNumber: null,
    billingAddress: null,
    shippingAddress: null,
    credit: 0,
    createdAtMs: desk.surroundings.clock.tick(),
  }
  const customer = withFields(nobody, body)
  desk.store.putCustomer(customer, call.operation)
  call.conditions.created(customer.id)
  return found(formatCustomer(customer), desk.switches.createStatus)
}

export const updateCustomer: Handler = (call) => {
  const { body, desk } = call
  const customer = currentCustomer(call)
  if (customer === undefined) return refuse(notFound('Customer'))
  const problems = customerProblems(body, updateRules)
  if (problems.length > 0 || !isRecord(body)) return refuse(validationError(problems))
  const changed = withFields(customer, body)
  desk.store.putCustomer(changed, call.operation)
  return found(formatCustomer(changed))
}

function currentCustomer({ desk, business, parameters, conditions }: Call): StoredCustomer | undefined {
  const { customers } = desk.store.books(business.name)
  const shown = conditions.read(customers.versions(parameters.customer_id ?? ''))
  return shown === undefined ? undefined : customers.get(shown.id)
}

/** guess: null clears a field, except the name. */
function withFields(customer: StoredCustomer, body: Record<string, unknown>): StoredCustomer {
  const textOr = (field: string, otherwise: string | null): string | null => {
    const value = body[field]
    if (value === undefined) return otherwise
    return typeof value === 'string' ? value : null
  }
  const addressOr = (field: string, otherwise: StoredAddress | null): StoredAddress | null => {
    const value = body[field]
    if (value === undefined) return otherwise
    return isRecord(value) ? addressOf(value) : null
  }
  return {
    ...customer,
    name: textOr('name', null) ?? customer.name,
    email: textOr('email', customer.email),
    phoneNumber: textOr('phone_number', customer.phoneNumber),
    billingAddress: addressOr('billing_address', customer.billingAddress),
    shippingAddress: addressOr('shipping_address', customer.shippingAddress),
  }
}

function addressOf(fields: Record<string, unknown>): StoredAddress {
  return {
    street_1: String(fields.street_1),
    city: String(fields.city),
    state: String(fields.state),
    postal_code: String(fields.postal_code),
    country: String(fields.country),
    street_2: typeof fields.street_2 === 'string' ? fields.street_2 : null,
  }
}

function formatCustomer(customer: StoredCustomer): WireCustomer {
  return {
    name: customer.name,
    external_id: customer.externalId,
    email: customer.email,
    billing_address: customer.billingAddress,
    shipping_address: customer.shippingAddress,
    phone_number: customer.phoneNumber,
    id: customer.id,
  }
}
