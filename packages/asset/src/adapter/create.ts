import {
  type CanonicalField,
  type Created,
  type CreatedMany,
  type CreateSettings,
  err,
  type FieldProblem,
  type InvoiceError,
  losses,
  type NewInvoice,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { invalidInput, invoiceError } from '@invoice-adapters/core/authoring'
import { assetCapabilities } from '../capabilities.ts'
import { contentOf, toAskedInvoice, toWireInvoice } from '../to-wire.ts'
import { type Batch, type Creation, type Outcomes, postBatch } from './batch.ts'
import { type Connection, contextOf } from './connection.ts'
import { existingInvoice } from './created.ts'
import { commonDueAt, lookForKeys } from './look.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { resolveCustomers } from './resolve-customer.ts'

/** Most invoices in one call (api-reference/invoice/create-an-invoice). */
const largestBatch = 100

export function createInvoice(
  connection: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
  settings: CreateSettings,
): ResultAsync<Created, InvoiceError> {
  const context = contextOf(connection.settings, 'create')
  const made = toCreation(connection, invoice, notWritten).mapErr(
    (fields): InvoiceError => invalidInput(context, fields),
  )
  return made.asyncAndThen(
    (creation) =>
      new ResultAsync(
        createAll(connection, [creation], 'create', settings).then((outcomes) =>
          outcomes.andThen((one) => outcomeOf(connection, 'create', one, creation)),
        ),
      ),
  )
}

/** Answers in the order of the inputs; one that fails takes no other with it. */
export function createInvoices(
  connection: Connection,
  invoices: NewInvoice[],
  settings: CreateSettings,
): ResultAsync<CreatedMany, InvoiceError> {
  const context = contextOf(connection.settings, 'createMany')
  const capabilities = assetCapabilities[connection.settings.dialect]
  const made = invoices.map((invoice) =>
    toCreation(
      connection,
      invoice,
      losses({ capabilities }, invoice).map(({ field }) => field),
    ),
  )
  const problems = [
    ...made.flatMap((one, index) => (one.isErr() ? one.error.map(within(index)) : [])),
    ...repeatProblems(made.flatMap((one) => (one.isOk() ? [one.value] : []))),
  ]
  if (problems.length > 0) return new ResultAsync(Promise.resolve(err(invalidInput(context, problems))))
  const creations = made.flatMap((one) => (one.isOk() ? [one.value] : []))
  return new ResultAsync(createAll(connection, creations, 'createMany', settings)).map((outcomes) => ({
    results: creations.map((creation) =>
      outcomeOf(connection, 'createMany', outcomes, creation).match<CreatedMany['results'][number]>(
        (value) => ({ ok: true, value }),
        (error) => ({ ok: false, error }),
      ),
    ),
  }))
}

type Draft = Omit<Creation, 'content' | 'body'>

function toCreation(
  { settings, dialect }: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
): Result<Draft, FieldProblem[]> {
  return toAskedInvoice(invoice, settings, dialect).map((asked) => ({ input: invoice, asked, notWritten }))
}

function within(index: number): (problem: FieldProblem) => FieldProblem {
  return ({ field, message }) => ({ field: `${index}.${field}`, message })
}

/** Answers are told apart by number, and invoices found again by key. */
function repeatProblems(creations: Draft[]): FieldProblem[] {
  return (['number', 'externalId'] as const).flatMap((field) => {
    const seen = new Map<string, number>()
    return creations.flatMap(({ asked }, index) => {
      const first = seen.get(asked[field])
      if (first === undefined) seen.set(asked[field], index)
      return first === undefined
        ? []
        : [{ field: `${index}.${field}`, message: `is the same as that of input ${first}` }]
    })
  })
}

function outcomeOf(
  { settings }: Connection,
  operation: Batch['operation'],
  outcomes: Outcomes,
  { asked: { externalId } }: Draft,
): Result<Created, InvoiceError> {
  const outcome = outcomes.get(externalId)
  if (outcome !== undefined) return outcome
  const message = 'nothing is known of this invoice; the same call with the same externalId settles it later'
  const facts = { invoiceId: null, externalId }
  return err(invoiceError('outcome_unknown', contextOf(settings, operation), message, facts))
}

/** Looks for the keys, then creates what is not there. Fails as a whole only where nothing was sent. */
async function createAll(
  connection: Connection,
  drafts: Draft[],
  operation: Batch['operation'],
  settings: CreateSettings,
): Promise<Result<Outcomes, InvoiceError>> {
  if (drafts.length === 0) return ok(new Map())
  const keys = drafts.map(({ asked }) => asked.externalId)
  return oneAtATime(connection, { operation, keys, signal: settings.signal }, async () => {
    const references = drafts.map(({ asked }) => asked.customer)
    const resolve = await resolveCustomers(connection, references, operation, settings)
    if (resolve.isErr()) return err(resolve.error)
    const look = {
      externalIds: new Set(keys),
      dueAt: commonDueAt(
        connection,
        drafts.map(({ asked }) => asked),
      ),
      operation,
    }
    const found = await lookForKeys(connection, look, settings)
    if (found.isErr()) return err(found.error)
    const outcomes: Outcomes = new Map()
    const missing: Creation[] = []
    for (const draft of drafts) {
      const { externalId } = draft.asked
      const content = await contentOf(draft.input)
      const customer = resolve.value(draft.asked.customer)
      const kept = found.value.get(externalId)
      if (kept !== undefined)
        outcomes.set(externalId, existingInvoice(connection, { ...draft, content }, kept, operation))
      else if (customer.isErr()) outcomes.set(externalId, err(customer.error))
      else missing.push(withBody(connection, draft, content, customer.value))
    }
    for (let start = 0; start < missing.length; start += largestBatch) {
      const creations = missing.slice(start, start + largestBatch)
      const posted = await postBatch(connection, { creations, operation, settings })
      for (const [externalId, outcome] of posted) outcomes.set(externalId, outcome)
    }
    return ok(outcomes)
  })
}

function withBody(
  { dialect, settings }: Connection,
  draft: Draft,
  content: string,
  customer: Parameters<typeof toWireInvoice>[2],
): Creation {
  const body = toWireInvoice(draft.asked, content, customer, dialect, settings.businessId)
  return { ...draft, content, body }
}
