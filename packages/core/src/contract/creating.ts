import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow'
import * as z from 'zod/mini'
import type { InvoiceError } from '../errors/error.ts'
import type { NewInvoice } from '../invoice/new-invoice.ts'
import { newInvoiceSchema } from '../invoice/new-invoice-schema.ts'
import type { CreateSettings, DryRun, InvoiceAdapter } from './adapter.ts'
import { checkNewInvoice } from './check-new-invoice.ts'
import { type CanonicalField, canonicalFields } from './coverage.ts'
import type { AdapterDefinition } from './definition.ts'
import { guarded, unsupported } from './guard.ts'
import { contextOf, runOperation, valid, validId } from './run-operation.ts'
import { checkTransition } from './transitions.ts'

const acceptSchema: z.ZodMiniType<CanonicalField[]> = /* @__PURE__ */ z.lazy(() =>
  z.array(z.enum(canonicalFields)),
)

interface Checked {
  invoice: NewInvoice
  notWritten: CanonicalField[]
}

function checked(
  definition: AdapterDefinition,
  operation: 'create' | 'createMany',
  input: unknown,
  settings: CreateSettings,
): Result<Checked, InvoiceError> {
  return valid(definition, operation, newInvoiceSchema, input).andThen((invoice) =>
    valid(definition, operation, acceptSchema, settings?.accept ?? [], 'accept').andThen((accept) =>
      checkNewInvoice(definition.capabilities, invoice, accept, contextOf(definition, operation)).map(
        (notWritten) => ({ invoice, notWritten }),
      ),
    ),
  )
}

function checkedAll(
  definition: AdapterDefinition,
  inputs: unknown,
  settings: CreateSettings,
): Result<NewInvoice[], InvoiceError> {
  return valid(definition, 'createMany', z.array(newInvoiceSchema), inputs).andThen((invoices) => {
    for (const invoice of invoices) {
      const one = checked(definition, 'createMany', invoice, settings)
      if (one.isErr()) return err(one.error)
    }
    return ok(invoices)
  })
}

/** The operations that make invoices: refused before any request where a field would be lost. */
export function creatingOperations(
  definition: AdapterDefinition,
): Pick<InvoiceAdapter, 'create' | 'createMany'> {
  const { create, createMany } = definition
  return {
    create: (input, settings = {}) =>
      runOperation(
        definition,
        'create',
        create && (({ invoice, notWritten }: Checked) => create(invoice, notWritten, settings)),
        checked(definition, 'create', input, settings),
      ),
    createMany: (inputs, settings = {}) =>
      runOperation(
        definition,
        'createMany',
        createMany && ((invoices: NewInvoice[]) => createMany(invoices, settings)),
        checkedAll(definition, inputs, settings),
      ),
  }
}

/** The requests that would be sent, after the same checks as the real call. */
export function dryRunOperations(definition: AdapterDefinition): DryRun {
  const author = definition.dryRun ?? {}
  const lacking = (operation: 'create' | 'setStatus'): ResultAsync<never, InvoiceError> =>
    errAsync(unsupported(contextOf(definition, operation), definition.capabilities, operation))
  return {
    create(input, settings = {}) {
      const { create } = author
      if (create === undefined) return lacking('create')
      const checkedInput = checked(definition, 'create', input, settings)
      if (checkedInput.isErr()) return errAsync(checkedInput.error)
      return guarded(contextOf(definition, 'create'), 'get', () =>
        create(checkedInput.value.invoice, settings),
      )
    },
    setStatus(id, status, settings = {}) {
      const { setStatus } = author
      if (setStatus === undefined) return lacking('setStatus')
      const allowed = validId(definition, 'setStatus', id).andThen((one) =>
        checkTransition(definition, status, settings).map(() => one),
      )
      if (allowed.isErr()) return errAsync(allowed.error)
      return guarded(contextOf(definition, 'setStatus'), 'get', () =>
        setStatus(allowed.value, status, settings),
      )
    },
  }
}
