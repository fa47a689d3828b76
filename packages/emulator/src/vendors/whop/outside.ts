import { parseInstant } from '../frame.ts'
import type { WhopOutsideEvents } from './account.ts'
import type { Desk } from './call.ts'
import type { Company, InvoiceStatus, StoredInvoice } from './entities.ts'
import { isPayable } from './invoice-rules.ts'
import { openDraft } from './opening.ts'
import { refundPayment } from './refunds.ts'
import { reportInvoice } from './reports.ts'
import { failClearing, takePayment } from './settlement.ts'
import type { InvoiceEvent } from './webhooks.ts'

interface Happening {
  readonly needs: string
  readonly isPossible: (invoice: StoredInvoice) => boolean
  readonly happen: (invoice: StoredInvoice) => void
}

/** Changes that no request makes: by the customer, the dashboard or Whop itself. */
export function createOutsideEvents(desk: Desk, company: Company): WhopOutsideEvents {
  const { clock } = desk.surroundings
  const make = (id: string, at: string | undefined, { needs, isPossible, happen }: Happening): void => {
    const invoice = storedInvoice(desk, company, id)
    if (at === undefined) {
      if (!isPossible(invoice)) throw new RangeError(`${id} is ${invoice.status}, not ${needs}`)
      happen(invoice)
      return
    }
    clock.schedule(parseInstant(at), () => {
      // By then the invoice may have gone another way, or be gone.
      const then = desk.store.shelf(company.name).invoices.get(id)
      if (then !== undefined && !then.deleted && isPossible(then)) happen(then)
    })
  }
  return {
    pay: (id, at) => make(id, at, paying(desk, company, 'paid')),
    paySlowly: (id, { clearsAt, at } = {}) => make(id, at, paying(desk, company, 'slow', clearsAt)),
    failPayment: (id, at) => make(id, at, failing(desk, company)),
    void: (id, at) => make(id, at, moving(desk, company, 'void', 'invoice.voided')),
    markUncollectible: (id, at) =>
      make(id, at, moving(desk, company, 'uncollectible', 'invoice.marked_uncollectible')),
    issueDraft: (id, at) => make(id, at, issuing(desk, company)),
    refund(id, amount, at) {
      const give = (): void => refundPayment(desk, storedInvoice(desk, company, id), amount)
      if (at === undefined) give()
      else clock.schedule(parseInstant(at), give)
    },
    removeUser(memberId, at) {
      if (at === undefined) removeUser(desk, company, memberId)
      else clock.schedule(parseInstant(at), () => removeUser(desk, company, memberId))
    },
  }
}

function storedInvoice(desk: Desk, company: Company, id: string): StoredInvoice {
  const invoice = desk.store.shelf(company.name).invoices.get(id)
  if (invoice === undefined || invoice.deleted) throw new RangeError(`no invoice ${id} in ${company.name}`)
  return invoice
}

function paying(desk: Desk, company: Company, outcome: 'paid' | 'slow', clearsAt?: string): Happening {
  const operation = outcome === 'paid' ? 'outside:pay' : 'outside:pay_slowly'
  const order = { by: 'customer', operation, outcome } as const
  return {
    needs: 'payable',
    isPossible: (invoice) => isPayable(invoice, desk.switches),
    happen: (invoice) =>
      takePayment(
        desk,
        company,
        invoice,
        clearsAt === undefined ? order : { ...order, clearsAtMs: parseInstant(clearsAt) },
      ),
  }
}

function failing(desk: Desk, company: Company): Happening {
  return {
    needs: 'being paid',
    isPossible: (invoice) => invoice.clearingPaymentId !== null,
    happen: (invoice) => failClearing(desk, company, invoice.clearingPaymentId ?? ''),
  }
}

function issuing(desk: Desk, company: Company): Happening {
  return {
    needs: 'draft',
    isPossible: (invoice) => invoice.status === 'draft',
    happen: (draft) => openDraft(desk, company, draft, 'vendor', 'outside:issue_draft'),
  }
}

function moving(desk: Desk, company: Company, to: InvoiceStatus, event: InvoiceEvent): Happening {
  return {
    needs: 'open',
    isPossible: ({ status }) => status === 'open' || status === 'past_due',
    happen(invoice) {
      const moved = desk.store.commit({
        invoice: {
          ...invoice,
          status: to,
          clearingPaymentId: null,
          updatedAtMs: desk.surroundings.clock.tick(),
        },
        event: 'status_changed',
        by: 'vendor',
        operation: to === 'void' ? 'outside:void' : 'outside:mark_uncollectible',
      })
      reportInvoice(desk, company, event, moved)
    },
  }
}

function removeUser({ store, surroundings }: Desk, company: Company, memberId: string): void {
  const member = store.shelf(company.name).members.get(memberId)
  if (member === undefined) throw new RangeError(`no member ${memberId} in ${company.name}`)
  store.putMember(
    { ...member, userRemoved: true, updatedAtMs: surroundings.clock.tick() },
    'outside:remove_user',
  )
}
