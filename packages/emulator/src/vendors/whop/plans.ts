import { isRecord } from '../frame.ts'
import { type Call, found, type Handler, refuse } from './call.ts'
import { planTypes, releaseMethods, type StoredPlan, visibilities } from './entities.ts'
import { invalidRequest, missingParameter, notFound } from './errors.ts'
import { formatListedPlan, formatPlan, formatTaxPreview } from './format-plan.ts'
import { formattingOf } from './invoice-reads.ts'
import { answerList } from './lists.ts'

function isDeleted(call: Call, plan: StoredPlan): boolean {
  return call.desk.store.shelf(plan.account).invoices.get(plan.invoiceId)?.deleted === true
}

/** guess: the plan of a deleted draft is gone with it. */
function readPlan(call: Call): StoredPlan | undefined {
  const { plans } = call.desk.store.shelf(call.company.name)
  const plan = call.conditions.read(plans.versions(call.parameters.id ?? ''))
  return plan === undefined || isDeleted(call, plan) ? undefined : plan
}

export const listPlans: Handler = (call) => {
  const { store, switches } = call.desk
  return answerList<StoredPlan>(call, {
    collection: store.shelf(call.company.name).plans,
    seller: { what: 'plans', required: true },
    orders: {
      id: (plan) => plan.id,
      active_members_count: () => 0,
      internal_notes: (plan) => plan.internalNotes,
      expiration_days: (plan) => plan.expirationDays,
    },
    filters: [
      { parameter: 'plan_types', words: planTypes, of: (plan) => plan.planType },
      { parameter: 'product_ids', of: (plan) => plan.productId },
      { parameter: 'release_methods', words: releaseMethods, of: (plan) => plan.releaseMethod },
      { parameter: 'visibilities', words: visibilities, of: (plan) => plan.visibility },
    ],
    contains: (plan) => switches.invoicePlansListed && !isDeleted(call, plan),
    format: (plan) => formatListedPlan(plan, formattingOf(call)),
  })
}

export const getPlan: Handler = (call) => {
  const plan = readPlan(call)
  return plan === undefined ? refuse(notFound('plan')) : found(formatPlan(plan, formattingOf(call)))
}

/** guess: the emulator's rate of tax is the same everywhere. */
export const calculateTax: Handler = (call) => {
  const plan = readPlan(call)
  if (plan === undefined) return refuse(notFound('plan'))
  const body = isRecord(call.body) ? call.body : {}
  const { address, ip_address: ipAddress, tax_ids: taxIds } = body
  if (!isRecord(address) && typeof ipAddress !== 'string') return refuse(missingParameter('address'))
  if (isRecord(address) && typeof address.country !== 'string') {
    return refuse(missingParameter('address.country'))
  }
  if (Array.isArray(taxIds) && taxIds.length > 1) {
    return refuse(invalidRequest('tax_ids must have at most one entry'))
  }
  return found(formatTaxPreview(plan, formattingOf(call)))
}
