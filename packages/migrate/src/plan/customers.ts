import {
  type Customer,
  type CustomerReference,
  err,
  type Invoice,
  type InvoiceAdapter,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { type MigrationError, type Side, vendorFailed } from '../errors.ts'
import type { ResolvedMapping } from './mapping.ts'
import type { CustomerMatch, PlannedCustomer } from './plan.ts'
import { groundOf } from './windows.ts'

/** A vendor whose cursor goes in circles must not hold the planning for ever. */
const mostPages = 100_000

/** Every customer of an account; none where the vendor has no list of them. */
export async function readCustomers(
  adapter: InvoiceAdapter,
  side: Side,
): Promise<Result<Customer[], MigrationError>> {
  if (!adapter.capabilities.operations['customers.list'].supported) return ok([])
  const customers = new Map<string, Customer>()
  const cursors = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await adapter.customers.list(cursor === undefined ? {} : { cursor })
    if (answer.isErr()) return err(vendorFailed(side, answer.error))
    for (const customer of answer.value.customers) customers.set(customer.id, customer)
    const { nextCursor } = answer.value
    if (nextCursor === null || cursors.has(nextCursor)) break
    cursors.add(nextCursor)
    cursor = nextCursor
  }
  return ok([...customers.values()])
}

/** The same person in the words of both sides. */
interface Person {
  sourceId: string | null
  externalId: string | null
  name: string | null
  email: string | null
}

export interface CustomerBook {
  match(invoice: Invoice): { match: CustomerMatch; reference: CustomerReference | null }
  /** Those whom a match wants to be created. */
  planned(ids: ReadonlySet<string>): PlannedCustomer[]
}

interface Parties {
  sourceProvider: string
  source: readonly Customer[]
  target: readonly Customer[]
  targetAdapter: InvoiceAdapter
  mapping: ResolvedMapping
}

type Index = ReadonlyMap<string, readonly Customer[]>

function indexBy(customers: readonly Customer[], keyOf: (customer: Customer) => string | null): Index {
  const index = new Map<string, Customer[]>()
  for (const customer of customers) {
    const key = keyOf(customer)
    if (key !== null && key !== '') index.set(key, [...(index.get(key) ?? []), customer])
  }
  return index
}

const emailOf = ({ email }: { email: string | null }): string | null => email?.trim().toLowerCase() ?? null
const externalIdOf = ({ externalId }: { externalId: string | null }): string | null => externalId

type Found = Pick<CustomerMatch, 'how' | 'target' | 'because'>

interface Matching {
  parties: Parties
  sourceById: Index
  /** By what the mapping compares. */
  sourceByMark: Index
  targetByMark: Index
  targetById: Index
  targetByExternalId: Index
  markOf: (person: { email: string | null; externalId: string | null }) => string | null
}

function startMatching(parties: Parties): Matching {
  const { by } = parties.mapping.customers
  const markOf = by === 'email' ? emailOf : by === 'external_id' ? externalIdOf : () => null
  return {
    parties,
    sourceById: indexBy(parties.source, ({ id }) => id),
    sourceByMark: indexBy(parties.source, markOf),
    targetByMark: indexBy(parties.target, markOf),
    targetById: indexBy(parties.target, ({ id }) => id),
    targetByExternalId: indexBy(parties.target, externalIdOf),
    markOf,
  }
}

function personOf({ sourceById }: Matching, { customer }: Invoice): Person {
  const record = customer.id === null ? undefined : sourceById.get(customer.id)?.at(0)
  return {
    sourceId: customer.id,
    externalId: customer.externalId ?? record?.externalId ?? null,
    name: customer.name ?? record?.name ?? null,
    email: customer.email ?? record?.email ?? null,
  }
}

function missing(because: string): Found {
  return { how: 'missing', target: null, because }
}

function ambiguous(because: string): Found {
  return { how: 'ambiguous', target: null, because }
}

/** The user's own list stands above every rule; what it names has to be there. */
function byMap({ parties, targetById }: Matching, person: Person): Found | null {
  const named = person.sourceId === null ? undefined : parties.mapping.customers.map[person.sourceId]
  if (named === undefined) return null
  if (parties.target.length === 0 || targetById.has(named))
    return { how: 'existing', target: named, because: null }
  return missing(`mapping.customers.map names ${named}, whom ${parties.targetAdapter.provider} does not know`)
}

/** Two customers of one mark are one person or two: whom to bill is not for us to guess. */
function byMark(matching: Matching, person: Person): Found | null {
  const { parties, sourceByMark, targetByMark, markOf } = matching
  const mark = markOf(person)
  if (mark === null || mark === '') return null
  const what = parties.mapping.customers.by === 'email' ? 'e-mail address' : 'external id'
  const [there, another] = targetByMark.get(mark) ?? []
  if (another !== undefined) {
    return ambiguous(`${parties.targetAdapter.provider} has several customers with this ${what} (${mark})`)
  }
  if ((sourceByMark.get(mark)?.length ?? 0) > 1) {
    return ambiguous(`${parties.sourceProvider} has several customers with this ${what} (${mark})`)
  }
  return there === undefined ? null : { how: 'existing', target: there.id, because: null }
}

/** What the person lacks of what the target needs. */
function lacks({ parties }: Matching, person: Person): string | null {
  const { fields } = parties.targetAdapter.capabilities.billing.customerNeeds
  const lacking = fields.find((need) => detailsOf(parties, person)[need] === null)
  if (lacking === undefined) return null
  const what = lacking === 'email' ? 'e-mail address' : 'name'
  return `has no ${what}, which ${parties.targetAdapter.provider} needs`
}

function detailsOf(
  { mapping }: Parties,
  { name, email }: Person,
): { name: string | null; email: string | null } {
  return { email, name: name ?? (mapping.customers.withoutName === 'use_email' ? email : null) }
}

function newKey({ sourceProvider }: Parties, { externalId, sourceId }: Person): string | null {
  if (externalId !== null) return externalId
  return sourceId === null ? null : `${sourceProvider}:${sourceId}`
}

function toBeMade(matching: Matching, person: Person): Found {
  const { parties, targetByExternalId } = matching
  const { targetAdapter, mapping } = parties
  if (!mapping.customers.create) return missing(`${targetAdapter.provider} does not know the customer`)
  const lacking = lacks(matching, person)
  if (lacking !== null) return missing(lacking)
  const { operations, coverage } = targetAdapter.capabilities
  if (!operations['customers.create'].supported) {
    const named = coverage['customer.email'].write === 'yes' && coverage['customer.name'].write === 'yes'
    return named
      ? { how: 'on_invoice', target: null, because: null }
      : missing(`${targetAdapter.provider} does not know the customer and cannot create one`)
  }
  const key = newKey(parties, person)
  if (key === null) return missing('the customer has no id at the source')
  if (targetByExternalId.has(key)) {
    return ambiguous(`${targetAdapter.provider} knows somebody else by the external id ${key}`)
  }
  return { how: 'to_create', target: key, because: null }
}

function referenceOf(matching: Matching, person: Person, found: Found): CustomerReference | null {
  if (found.how === 'existing' && found.target !== null) return { id: found.target }
  if (found.how === 'to_create' && found.target !== null) return { externalId: found.target }
  const { name, email } = detailsOf(matching.parties, person)
  return found.how === 'on_invoice' && name !== null && email !== null ? { name, email } : null
}

function plannedCustomer(matching: Matching, person: Person, externalId: string): PlannedCustomer {
  const { parties } = matching
  const { name, email } = detailsOf(parties, person)
  return {
    type: 'customer',
    sourceId: person.sourceId ?? '',
    customer: { externalId, ...(name !== null && { name }), ...(email !== null && { email }) },
    ...groundOf(parties.targetAdapter, 'customers.create'),
  }
}

/** Who is who at the target, by the mapping; worked out once for all invoices. */
export function openCustomerBook(parties: Parties): CustomerBook {
  const matching = startMatching(parties)
  const toCreate = new Map<string, PlannedCustomer>()
  return {
    match(invoice) {
      const person = personOf(matching, invoice)
      const found = byMap(matching, person) ?? byMark(matching, person) ?? toBeMade(matching, person)
      if (found.how === 'to_create' && found.target !== null && !toCreate.has(found.target)) {
        toCreate.set(found.target, plannedCustomer(matching, person, found.target))
      }
      const { sourceId, name, email } = person
      return { match: { ...found, sourceId, name, email }, reference: referenceOf(matching, person, found) }
    },
    planned: (ids) =>
      [...toCreate.values()]
        .filter(({ customer }) => ids.has(customer.externalId))
        .sort((one, other) => (one.customer.externalId < other.customer.externalId ? -1 : 1)),
  }
}
