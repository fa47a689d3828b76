import { canonicalFields, invoiceStatuses, type NewInvoice, newInvoiceSchema } from '@invoice-adapters/core'
import { jsonObjectSchema } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import type { ResolvedMapping } from './mapping.ts'
import type {
  CustomerMatch,
  ExpectedCopy,
  PlanEnd,
  PlanHeader,
  PlannedAccount,
  PlannedCustomer,
  PlannedInvoice,
  PlannedLoss,
  PlannedStep,
} from './plan.ts'

export type PlanLine = PlanHeader | PlannedCustomer | PlannedInvoice | PlanEnd

const text = (): z.ZodMiniType<string> => z.string()
const orNull = <T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | null> => z.nullable(schema)
const whole = (): z.ZodMiniType<number> => z.int()
const evidence = (): z.ZodMiniType<'documented' | 'inferred' | 'unverified'> =>
  z.enum(['documented', 'inferred', 'unverified'])

const account: z.ZodMiniType<PlannedAccount> = z.strictObject({
  provider: text(),
  account: text(),
  dialect: text(),
  mode: orNull(z.enum(['live', 'test'])),
  accountId: orNull(text()),
  fingerprint: orNull(text()),
  probes: z.array(text()),
})

const daysOr = <T extends string>(...words: T[]): z.ZodMiniType<T | { days: number }> =>
  z.union([z.enum(words), z.strictObject({ days: whole() })]) as z.ZodMiniType<T | { days: number }>

const mapping: z.ZodMiniType<ResolvedMapping> = z.strictObject({
  customers: z.strictObject({
    by: z.enum(['email', 'external_id', 'map']),
    map: z.record(text(), text()),
    create: z.boolean(),
    withoutName: z.enum(['block', 'use_email']),
  }),
  dueDate: z.strictObject({ missing: daysOr('block'), past: daysOr('default', 'keep', 'block') }),
  numbering: z.enum(['keep', 'in_text', 'vendor']),
  details: z.enum(['one_amount', 'block']),
  partPaid: z.enum(['block', 'amount_due']),
  drafts: z.boolean(),
  order: orNull(z.enum(['close_first', 'create_first'])),
  providerOptions: z.record(text(), jsonObjectSchema()),
  generation: whole(),
})

const header: z.ZodMiniType<PlanHeader> = z.strictObject({
  type: z.literal('plan'),
  format: z.literal(1),
  plannedAt: text(),
  source: account,
  target: account,
  window: z.enum(['draft_first', 'check_then_close', 'create_first', 'close_first']),
  mapping,
  notices: z.array(text()),
  listing: z.strictObject({
    conclusion: z.enum(['walked', 'cross_checked', 'incomplete']),
    pages: whole(),
    records: whole(),
    repeats: whole(),
    unreadable: whole(),
    borderTies: whole(),
    reasons: z.array(text()),
  }),
})

const customer: z.ZodMiniType<PlannedCustomer> = z.strictObject({
  type: z.literal('customer'),
  sourceId: text(),
  customer: z.strictObject({
    externalId: text(),
    name: z.exactOptional(text()),
    email: z.exactOptional(text()),
  }),
  evidence: evidence(),
  ground: text(),
})

const match: z.ZodMiniType<CustomerMatch> = z.strictObject({
  how: z.enum(['existing', 'to_create', 'on_invoice', 'missing', 'ambiguous', 'not_looked_for']),
  sourceId: orNull(text()),
  name: orNull(text()),
  email: orNull(text()),
  target: orNull(text()),
  because: orNull(text()),
})

const step: z.ZodMiniType<PlannedStep> = z.strictObject({
  step: z.enum([
    'create_customer',
    'create_draft',
    'create_copy',
    'check_copy',
    'close_source',
    'delete_source',
    'open_copy',
    'await_open',
  ]),
  side: z.enum(['source', 'target']),
  evidence: evidence(),
  ground: text(),
})

const loss: z.ZodMiniType<PlannedLoss> = z.strictObject({
  field: z.enum(canonicalFields),
  effect: z.enum(['dropped', 'decided_by_vendor', 'not_carried']),
  message: text(),
})

const expected: z.ZodMiniType<ExpectedCopy> = z.strictObject({
  currency: text(),
  total: whole(),
  tax: orNull(whole()),
  state: z.enum(['draft', 'payable']),
})

const decisionClasses = [
  'payable',
  'draft',
  'settled',
  'status_unknown',
  'draft_stays',
  'draft_would_open',
  'credit_note',
  'total_unknown',
  'zero',
  'currency',
  'figures_disagree',
  'payment_in_process',
  'subscription',
  'renewal_unclear',
  'automatic_collection',
  'paid_unknown',
  'part_paid',
  'nothing_due',
  'cannot_close',
  'no_due_date',
  'past_due_date',
  'customer',
  'details',
  'target_refuses',
  'same_key',
  'unreadable',
] as const

const decisionFields = {
  decision: z.enum(['move', 'skip', 'blocked']),
  class: z.enum(decisionClasses),
  currency: orNull(text()),
  status: z.enum(invoiceStatuses),
}

const invoice: z.ZodMiniType<PlannedInvoice> = z.strictObject({
  type: z.literal('invoice'),
  id: text(),
  number: orNull(text()),
  total: orNull(whole()),
  amountDue: orNull(whole()),
  ...decisionFields,
  reason: text(),
  customer: match,
  steps: z.array(step),
  losses: z.array(loss),
  copy: orNull<NewInvoice>(newInvoiceSchema),
  accept: z.array(z.enum(canonicalFields)),
  expected: orNull(expected),
  sourceDigest: text(),
})

const end: z.ZodMiniType<PlanEnd> = z.strictObject({
  type: z.literal('end'),
  totals: z.array(z.strictObject({ ...decisionFields, count: whole(), unknown: whole(), total: text() })),
  effort: z.strictObject({ sourceCalls: whole(), targetCalls: whole(), shortestMs: whole() }),
  digest: text(),
})

/** One line of a plan file. */
export const planLineSchema: z.ZodMiniType<PlanLine> = /* @__PURE__ */ z.union([
  header,
  customer,
  invoice,
  end,
])
