import { err, ok, type Result } from 'neverthrow'
import * as z from 'zod/mini'
import { invalidInput } from '../errors/construct.ts'
import type { FieldProblem, InvalidInput } from '../errors/error.ts'
import { newCustomerSchema } from '../invoice/change-schemas.ts'
import type { NewCustomer } from '../invoice/new-invoice.ts'
import { customerQuerySchema, pageQuerySchema } from '../invoice/query-schemas.ts'
import { idSchema, keySchema } from '../invoice/schema-parts.ts'
import type { CustomerOperations, CustomerQuery, InvoiceAdapter } from './adapter.ts'
import { type OperationName, operationNames } from './capabilities.ts'
import { byIdOperations, changingOperations } from './changing.ts'
import { creatingOperations, dryRunOperations } from './creating.ts'
import type { AdapterDefinition } from './definition.ts'
import { listPage } from './list-page.ts'
import { contextOf, runOperation, valid, validId } from './run-operation.ts'

/** What `create` takes as a key can be looked for; an empty customer id would find nothing, and look like the answer. */
const findSchema: z.ZodMiniType<{ externalId: string }> = /* @__PURE__ */ z.lazy(() =>
  z.object({ externalId: keySchema(), customerId: z.exactOptional(idSchema()) }),
)

/**
 * Makes the adapter that applications call of what its author wrote: every operation present, inputs validated, lacking
 * operations and losses refused from the capability data, bridged filters applied, exceptions caught. Pure: no I/O, no
 * timer. Fails with `invalid_input` where the definition contradicts its own data.
 */
export function defineAdapter(definition: AdapterDefinition): Result<InvoiceAdapter, InvalidInput> {
  const contradictions = presenceProblems(definition)
  if (contradictions.length > 0)
    return err(invalidInput(contextOf(definition, 'defineAdapter'), contradictions))
  const { provider, account, capabilities, findByExternalId, webhooks } = definition
  return ok({
    specificationVersion: 'v1',
    provider,
    account,
    capabilities,
    list: (query = {}, settings = {}) =>
      runOperation(
        definition,
        'list',
        (input) => listPage(definition, input, settings),
        valid(definition, 'list', pageQuerySchema, query),
      ),
    get: (id, settings = {}) =>
      runOperation(definition, 'get', (one) => definition.get(one, settings), validId(definition, 'get', id)),
    check: (settings = {}) => runOperation(definition, 'check', () => definition.check(settings), ok(null)),
    findByExternalId: (externalId, settings = {}) =>
      runOperation(
        definition,
        'findByExternalId',
        findByExternalId && ((one: string) => findByExternalId(one, settings)),
        valid(definition, 'findByExternalId', findSchema, { ...settings, externalId }).map(
          (found) => found.externalId,
        ),
      ),
    ...creatingOperations(definition),
    ...changingOperations(definition),
    ...byIdOperations(definition),
    customers: customerOperations(definition),
    webhooks: {
      read: (delivery) =>
        runOperation(definition, 'webhooks.read', webhooks && (() => webhooks.read(delivery)), ok(null)),
    },
    dryRun: dryRunOperations(definition),
  })
}

function customerOperations(definition: AdapterDefinition): CustomerOperations {
  const { get, list, create } = definition.customers ?? {}
  return {
    get: (id, settings = {}) =>
      runOperation(
        definition,
        'customers.get',
        get && ((one: string) => get(one, settings)),
        validId(definition, 'customers.get', id),
      ),
    list: (query = {}, settings = {}) =>
      runOperation(
        definition,
        'customers.list',
        list && ((input: CustomerQuery) => list(input, settings)),
        valid(definition, 'customers.list', customerQuerySchema, query),
      ),
    create: (customer, settings = {}) =>
      runOperation(
        definition,
        'customers.create',
        create && ((input: NewCustomer) => create(input, settings)),
        valid(definition, 'customers.create', newCustomerSchema, customer),
      ),
  }
}

/** Whether the author wrote a function for the operation. */
function isWritten(definition: AdapterDefinition, operation: OperationName): boolean {
  const steps = operation.split('.')
  const member = steps.reduce<unknown>(
    (owner, step) => (owner as Record<string, unknown> | undefined)?.[step],
    definition,
  )
  return typeof member === 'function'
}

function presenceProblems(definition: AdapterDefinition): FieldProblem[] {
  return operationNames.flatMap((operation) => {
    const written = isWritten(definition, operation)
    const { supported } = definition.capabilities.operations[operation]
    if (written === supported) return []
    const message = supported
      ? 'the capability data declares it as supported, and the definition does not have it'
      : 'the definition has it, and the capability data declares it as not supported'
    return [{ field: `operations.${operation}`, message }]
  })
}
