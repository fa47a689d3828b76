import type { Invoice, InvoiceAdapter, JsonObject } from '@invoice-adapters/core'

/**
 * What a migration has to know of vendors and their capability data does not say. Everything else is asked of the data;
 * a vendor that is not named here is treated the careful way.
 */
interface VendorFacts {
  /** Whether customers can pay there by the vendor's means. Asset keeps books, and has no pay page. */
  payPage: boolean
  /** What makes `create` leave a draft that `finalize` opens; null where there are no drafts. */
  draftOptions: JsonObject | null
  /** What a customer has to have to be created, or to be named on an invoice. */
  customerNeeds: readonly ('email' | 'name')[]
  /** What is known of mail that a new invoice sends by itself, for a person; null: none is sent. */
  mail: string | null
  /** Whether the invoice belongs to a plan that charges again; null where the reading does not tell. */
  renews: (invoice: Invoice) => boolean | null
}

const never = (): boolean => false

/** Whop's invoice does not say so itself: its plan does, which stands in `raw`. */
function whopRenews({ raw }: Invoice): boolean | null {
  const plan = raw?.plan
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) return null
  return typeof plan.plan_type === 'string' ? plan.plan_type !== 'one_time' : null
}

const facts: Readonly<Record<string, VendorFacts>> = {
  commet: {
    payPage: true,
    draftOptions: null,
    customerNeeds: ['email'],
    mail: 'Whether Commet mails customers about a new invoice is not documented; its organization settings can switch mail off',
    renews: never,
  },
  asset: { payPage: false, draftOptions: null, customerNeeds: ['name'], mail: null, renews: never },
  whop: {
    payPage: true,
    draftOptions: { saveAsDraft: true },
    customerNeeds: ['email', 'name'],
    mail: 'Whop mails every customer when their invoice opens, and a migration cannot switch that off',
    renews: whopRenews,
  },
}

const unknownVendor: VendorFacts = {
  payPage: true,
  draftOptions: null,
  customerNeeds: [],
  mail: 'Whether this vendor mails customers about a new invoice is not known',
  renews: never,
}

export function vendorFacts({ provider }: Pick<InvoiceAdapter, 'provider'>): VendorFacts {
  return Object.hasOwn(facts, provider) ? (facts[provider] ?? unknownVendor) : unknownVendor
}

/** Whether a new invoice can wait as a draft until its source is closed. */
export function holdsDrafts(adapter: Pick<InvoiceAdapter, 'provider' | 'capabilities'>): boolean {
  return adapter.capabilities.operations.finalize.supported && vendorFacts(adapter).draftOptions !== null
}
