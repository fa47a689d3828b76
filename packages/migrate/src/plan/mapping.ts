import { err, type FieldProblem, type JsonObject, ok, type Result } from '@invoice-adapters/core'
import { idSchema, jsonObjectSchema, parseFields } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import type { MigrationError } from '../errors.ts'

export interface CustomerMapping {
  /** What tells that two customers are the same person; default `email`. `map` alone: nothing but the list below. */
  by?: 'email' | 'external_id' | 'map'
  /** Vendor's id of the customer at the source to the one at the target; stands above `by`. */
  map?: { [sourceId: string]: string }
  /** Whether a customer whom the target does not know is created there; default true. */
  create?: boolean
  /** Where the target needs a name and there is none; default `block`. */
  withoutName?: 'block' | 'use_email'
}

export interface DueDateMapping {
  /** Due so many days after the planning, where the source tells no date and the target wants one; default `block`. */
  missing?: 'block' | { days: number }
  /** Of a date that has passed; by default kept, and blocked where the target opens drafts by itself. */
  past?: 'keep' | 'block' | { days: number }
}

/** What the user decides about a migration. Everything has a default, save `order` where a pair needs it. */
export interface Mapping {
  customers?: CustomerMapping
  dueDate?: DueDateMapping
  /**
   * `keep` (default): the old number is given to the target, and is lost where that numbers by itself. `in_text`: the
   * target numbers, and the old number stands in the memo or the first line. `vendor`: the target numbers.
   */
  numbering?: 'keep' | 'in_text' | 'vendor'
  /** What becomes of tax, discount and lines that the target cannot hold: `one_amount` (default), or not moved. */
  details?: 'one_amount' | 'block'
  /** Default `block`; `amount_due` moves what is left to pay as one line. */
  partPaid?: 'block' | 'amount_due'
  /** Whether drafts move, where both vendors have them and the source can delete its own; default false. */
  drafts?: boolean
  /** Needed only where the target has no drafts and both vendors let the customer pay. */
  order?: 'close_first' | 'create_first'
  /** Given to every new invoice: Asset's `ledgerId`, Whop's `productId` or `product`. By vendor. */
  providerOptions?: { [provider: string]: JsonObject }
  /** Raised by one when invoices are moved again after a rollback, since their keys are used up. Default 1. */
  generation?: number
}

/** The mapping with every default filled in; plain JSON. */
export interface ResolvedMapping {
  customers: {
    by: 'email' | 'external_id' | 'map'
    map: { [sourceId: string]: string }
    create: boolean
    withoutName: 'block' | 'use_email'
  }
  dueDate: { missing: 'block' | { days: number }; past: 'default' | 'keep' | 'block' | { days: number } }
  numbering: 'keep' | 'in_text' | 'vendor'
  details: 'one_amount' | 'block'
  partPaid: 'block' | 'amount_due'
  drafts: boolean
  order: 'close_first' | 'create_first' | null
  providerOptions: { [provider: string]: JsonObject }
  generation: number
}

function days(): z.ZodMiniType<{ days: number }> {
  return z.strictObject({ days: z.int().check(z.gte(1), z.lte(3650)) })
}

const customersSchema: z.ZodMiniType<CustomerMapping> = /* @__PURE__ */ z.strictObject({
  by: z.exactOptional(z.enum(['email', 'external_id', 'map'])),
  map: z.exactOptional(z.record(idSchema(), idSchema())),
  create: z.exactOptional(z.boolean()),
  withoutName: z.exactOptional(z.enum(['block', 'use_email'])),
})

const mappingSchema: z.ZodMiniType<Mapping> = /* @__PURE__ */ z.strictObject({
  customers: z.exactOptional(customersSchema),
  dueDate: z.exactOptional(
    z.strictObject({
      missing: z.exactOptional(z.union([z.literal('block'), days()])),
      past: z.exactOptional(z.union([z.enum(['keep', 'block']), days()])),
    }),
  ),
  numbering: z.exactOptional(z.enum(['keep', 'in_text', 'vendor'])),
  details: z.exactOptional(z.enum(['one_amount', 'block'])),
  partPaid: z.exactOptional(z.enum(['block', 'amount_due'])),
  drafts: z.exactOptional(z.boolean()),
  order: z.exactOptional(z.enum(['close_first', 'create_first'])),
  providerOptions: z.exactOptional(z.record(z.string(), jsonObjectSchema())),
  generation: z.exactOptional(z.int().check(z.gte(1), z.lte(99))),
})

export function invalidInput(fields: FieldProblem[]): MigrationError {
  const message = fields.map((problem) => `${problem.field}: ${problem.message}`).join('; ')
  return { kind: 'invalid_input', fields, message }
}

/** Unknown keys are refused: a misspelt choice would silently be the default. */
export function resolveMapping(mapping: Mapping | undefined): Result<ResolvedMapping, MigrationError> {
  const parsed = parseFields(mappingSchema, mapping ?? {}, 'mapping')
  if (parsed.isErr()) return err(invalidInput(parsed.error))
  const { customers = {}, dueDate = {}, ...rest } = parsed.value
  return ok({
    customers: {
      by: customers.by ?? 'email',
      map: customers.map ?? {},
      create: customers.create ?? true,
      withoutName: customers.withoutName ?? 'block',
    },
    dueDate: { missing: dueDate.missing ?? 'block', past: dueDate.past ?? 'default' },
    numbering: rest.numbering ?? 'keep',
    details: rest.details ?? 'one_amount',
    partPaid: rest.partPaid ?? 'block',
    drafts: rest.drafts ?? false,
    order: rest.order ?? null,
    providerOptions: rest.providerOptions ?? {},
    generation: rest.generation ?? 1,
  })
}
