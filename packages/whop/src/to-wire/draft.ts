import { type DraftChanges, err, type FieldProblem, ok, type Result } from '@invoice-adapters/core'
import { lineProblems, sumAmounts } from '@invoice-adapters/core/authoring'
import { type CurrencyScale, toCanonicalAmount, toWireNumber, writingScale } from '../money.ts'
import type { WirePlan } from '../schema.ts'
import { readDraftOptions, type WhopDraftOptions } from './invoice-options.ts'
import { toWireLines, type WireNewLine } from './line-items.ts'
import { toWireParty, type WireParty } from './party.ts'
import { descriptionProblems, unchangedPlan, type WireNewPlan } from './plan.ts'

/** What `PATCH /invoices/{id}` takes (api-reference/legacy/invoices/update-invoice). */
export interface WireDraftChanges extends WireParty {
  automatically_finalizes_at?: string
  charge_buyer_fee?: boolean
  collection_method?: string
  due_date?: string | null
  line_items?: WireNewLine[]
  payment_method_id?: string
  plan?: Partial<WireNewPlan>
  product_id?: string
  subscription_billing_anchor_at?: string
}

export interface AskedChanges {
  body: WireDraftChanges
  /** Minor units: what the new lines add up to; null where the lines stay. */
  total: number | null
}

/** Whether the plan has to be read before the changes can be written. */
export function changesPlan({ lines, memo }: DraftChanges): boolean {
  return lines !== undefined || memo !== undefined
}

/** What the input alone shows to be wrong, before anything is read. */
export function draftInputProblems(changes: DraftChanges): FieldProblem[] {
  const options = readDraftOptions(changes.providerOptions)
  if (options.isErr()) return options.error
  const party = toWireParty(changes.customer, options.value, true)
  const taxed = (changes.lines ?? []).flatMap(({ tax }, index) => (tax ? [`lines.${index}.tax`] : []))
  return [
    ...(changes.metadata === undefined ? [] : [noMetadata]),
    ...(changes.customer?.externalId === undefined ? [] : [noExternalId]),
    ...descriptionProblems(changes.memo),
    ...taxed.map((field) => ({ field, message: 'cannot be held: Whop works taxes out itself' })),
    ...(party.isErr() ? party.error : []),
  ]
}

/** The changes on the wire; `plan` and `currency` are those that the draft has. */
export function toAskedChanges(
  changes: DraftChanges,
  plan: WirePlan | null,
  currency: string | null,
): Result<AskedChanges, FieldProblem[]> {
  const options = readDraftOptions(changes.providerOptions)
  if (options.isErr()) return err(options.error)
  const party = toWireParty(changes.customer, options.value, true)
  if (party.isErr()) return err(party.error)
  if (changesPlan(changes) && plan === null) return err([noPlan(changes)])
  return toPrice(changes, plan, currency).map(({ lines, total, prices }) => {
    const memo = changes.memo === undefined ? {} : { description: changes.memo }
    const planned = plan !== null && changesPlan(changes)
    const body: WireDraftChanges = {
      ...party.value,
      ...fromOptions(options.value),
      ...(changes.collection !== undefined && { collection_method: changes.collection }),
      ...(changes.dueAt !== undefined && { due_date: changes.dueAt }),
      ...(lines !== null && { line_items: lines }),
      ...(planned && { plan: { ...unchangedPlan(plan), ...prices, ...memo } }),
    }
    return { body, total }
  })
}

const noMetadata: FieldProblem = { field: 'metadata', message: 'cannot be held: a legacy invoice has none' }

const noExternalId: FieldProblem = {
  field: 'customer.externalId',
  message: 'cannot be held: Whop knows customers by a member id, or by e-mail address and name',
}

function noPlan({ lines }: DraftChanges): FieldProblem {
  const message = 'stands in the plan of the invoice, which cannot be read, so that it cannot be changed'
  return { field: lines === undefined ? 'memo' : 'lines', message }
}

function fromOptions(options: WhopDraftOptions): WireDraftChanges {
  const entries = Object.entries({
    automatically_finalizes_at: options.automaticallyFinalizesAt,
    charge_buyer_fee: options.chargeBuyerFee,
    payment_method_id: options.paymentMethodId,
    product_id: options.productId,
    subscription_billing_anchor_at: options.subscriptionBillingAnchorAt,
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

interface Price {
  lines: WireNewLine[] | null
  total: number | null
  prices: Partial<WireNewPlan>
}

/** New lines replace the old ones, and the price of the plan follows so that the first charge is their sum. */
function toPrice(
  { lines }: DraftChanges,
  plan: WirePlan | null,
  currency: string | null,
): Result<Price, FieldProblem[]> {
  if (lines === undefined || plan === null) return ok({ lines: null, total: null, prices: {} })
  const scale = currency === null ? null : writingScale(currency)
  if (scale === null) return err([{ field: 'lines', message: unknownCurrency }])
  const wrong = lineProblems(lines, scale.currency)
  if (wrong.length > 0) {
    return err(wrong.map(({ path, message }) => ({ field: ['lines', ...path].join('.'), message })))
  }
  return sumAmounts(lines.map((line) => line.amount))
    .mapErr((): FieldProblem[] => [{ field: 'lines', message: 'add up to more than can be held' }])
    .andThen((total) =>
      toWireLines(lines, scale).andThen((items) =>
        initialPrice(total, plan, scale).map((initial) => ({
          lines: items,
          total,
          prices: { initial_price: initial },
        })),
      ),
    )
}

const unknownCurrency = 'cannot be changed: the invoice is in a currency that Whop is not known to bill in'

function initialPrice(total: number, plan: WirePlan, scale: CurrencyScale): Result<number, FieldProblem[]> {
  const renews = plan.plan_type === 'renewal'
  const renewal = renews ? toCanonicalAmount(plan.renewal_price ?? 0, scale).unwrapOr(null) : 0
  const initial = renewal === null ? null : total - renewal
  if (total <= 0 || initial === null || initial < 0) {
    const message = renews
      ? 'must add up to at least the renewal price of the plan, which the first charge contains'
      : 'must add up to more than 0'
    return err([{ field: 'lines', message }])
  }
  return toWireNumber(initial, scale).mapErr((): FieldProblem[] => [
    {
      field: 'lines',
      message: 'add up to more than 15 significant digits, which Whop cannot be sent exactly',
    },
  ])
}
