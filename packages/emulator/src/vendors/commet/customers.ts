import { isRecord, type JsonObject } from '../frame.ts'
import { type Call, found, type Handler, refuse } from './call.ts'
import type { StoredCustomer } from './entities.ts'
import { type CommetError, type FieldProblem, validationError } from './errors.ts'
import { formatCustomer } from './format.ts'
import { formattingOf } from './invoice-reads.ts'
import { answerList } from './lists.ts'
import { reportCustomer } from './reports.ts'
import { timezones } from './timezones.ts'
import { type BodyRules, bodyProblems, email, freeObject, listOf, oneOf, text } from './validation.ts'
import type { WireCustomerBatch } from './wire-shapes.ts'

const customerFields: BodyRules = {
  id: { required: false, check: text(100) },
  externalId: { required: false, check: text(100) },
  fullName: { required: false, check: text(200) },
  taxDocument: { required: false, check: text() },
  address: { required: false, check: freeObject },
  addressId: { required: false, check: text() },
  timezone: { required: false, check: oneOf(timezones) },
  metadata: { required: false, check: freeObject },
}

const createBody: BodyRules = { ...customerFields, email: { required: true, check: email } }
const updateBody: BodyRules = { ...customerFields, email: { required: false, check: email } }

const addressBody: BodyRules = {
  line1: { required: true, check: text() },
  city: { required: true, check: text() },
  postalCode: { required: true, check: text() },
  country: { required: true, check: text(2) },
}

interface CustomerBody {
  readonly id?: string
  readonly externalId?: string
  readonly fullName?: string
  readonly taxDocument?: string
  readonly timezone?: string
  readonly metadata?: JsonObject
  readonly email?: string
}

function problemsOf(body: unknown, rules: BodyRules): readonly FieldProblem[] {
  const problems = bodyProblems(body, rules)
  if (!isRecord(body) || !isRecord(body.address)) return problems
  const inAddress = bodyProblems(body.address, addressBody)
  return [...problems, ...inAddress.map(({ field, message }) => ({ field: `address.${field}`, message }))]
}

const isCustomerBody = (body: unknown, rules: BodyRules): body is CustomerBody =>
  problemsOf(body, rules).length === 0

const customerNotFound: CommetError = {
  status: 404,
  code: 'customer_not_found',
  message: 'No customer has this id',
}

const readCustomer = (call: Call): StoredCustomer | undefined => {
  const { store, switches } = call.desk
  const account = call.organization.name
  const acceptsOwn = switches.externalCustomerIds === 'accepted'
  const customer = store.findCustomer(account, call.parameters.id ?? '', acceptsOwn)
  return call.conditions.read(store.customers(account).versions(customer?.id ?? ''))
}

export const listCustomers: Handler = (call) => {
  const externalId = call.query.get('externalId')
  return answerList<StoredCustomer>(call, {
    collection: call.desk.store.customers(call.organization.name),
    style: 'opaque',
    matches: (customer) => externalId === null || customer.externalId === externalId,
    format: (customer) => formatCustomer(customer, formattingOf(call)),
  })
}

export const getCustomer: Handler = (call) => {
  const customer = readCustomer(call)
  return customer === undefined
    ? refuse(customerNotFound)
    : found(formatCustomer(customer, formattingOf(call)))
}

export const createCustomer: Handler = (call) => {
  const { body, desk } = call
  if (!isCustomerBody(body, createBody)) {
    return refuse(validationError(problemsOf(body, createBody), desk.switches.validationStatus))
  }
  const { customer, isNew } = foundOrCreated(call, body)
  return found(formatCustomer(customer, formattingOf(call)), isNew ? desk.switches.createCustomerStatus : 200)
}

/** Documented: creation is idempotent on the organization's own id. */
function foundOrCreated(call: Call, body: CustomerBody): { customer: StoredCustomer; isNew: boolean } {
  const { desk, organization } = call
  const externalId = body.externalId ?? body.id ?? null
  const existing = externalId === null ? undefined : desk.store.findByOwnId(organization.name, externalId)
  if (existing !== undefined) return { customer: existing, isNew: false }

  const nowMs = desk.surroundings.clock.tick()
  const customer: StoredCustomer = {
    id: desk.surroundings.ids.next('cus'),
    account: organization.name,
    externalId,
    fullName: body.fullName ?? null,
    email: body.email ?? '',
    taxDocument: body.taxDocument ?? null,
    // guess: derived from the country, by rules that are not published.
    documentType: null,
    timezone: body.timezone ?? 'UTC',
    metadata: body.metadata ?? {},
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    currency: organization.currency,
  }
  desk.store.putCustomer(customer, call.operation)
  call.conditions.created(customer.id)
  reportCustomer(desk, organization, 'customer.created', customer)
  return { customer, isNew: true }
}

const batchBody: BodyRules = { customers: { required: true, check: listOf(1, 100) } }

/** Partial success is an ordinary answer. */
export const createCustomers: Handler = (call) => {
  const { body, desk } = call
  const problems = bodyProblems(body, batchBody)
  if (problems.length > 0 || !isRecord(body) || !Array.isArray(body.customers)) {
    return refuse(validationError(problems, desk.switches.validationStatus))
  }
  const answer: WireCustomerBatch<'customer' | 'customer_batch'> = {
    object: call.dialect === 'A' ? 'customer' : 'customer_batch',
    livemode: formattingOf(call).livemode,
    successful: [],
    failed: [],
  }
  const items: readonly unknown[] = body.customers
  for (const [index, item] of items.entries()) {
    if (isCustomerBody(item, createBody)) {
      const { id, externalId, email: address } = foundOrCreated(call, item).customer
      answer.successful.push({ id, externalId, email: address })
    } else {
      const [first] = problemsOf(item, createBody)
      answer.failed.push({ index, error: `${first?.field}: ${first?.message}`, data: item })
    }
  }
  return found(answer, desk.switches.createCustomerStatus)
}

export const updateCustomer: Handler = (call) => {
  const { body, desk } = call
  const current = readCustomer(call)
  if (current === undefined) return refuse(customerNotFound)
  if (!isCustomerBody(body, updateBody)) {
    return refuse(validationError(problemsOf(body, updateBody), desk.switches.validationStatus))
  }
  const customer: StoredCustomer = {
    ...current,
    email: body.email ?? current.email,
    fullName: body.fullName ?? current.fullName,
    taxDocument: body.taxDocument ?? current.taxDocument,
    externalId: body.externalId ?? current.externalId,
    timezone: body.timezone ?? current.timezone,
    metadata: body.metadata ?? current.metadata,
    updatedAtMs: desk.surroundings.clock.tick(),
  }
  desk.store.putCustomer(customer, call.operation)
  reportCustomer(desk, call.organization, 'customer.updated', customer)
  return found(formatCustomer(customer, formattingOf(call)))
}
