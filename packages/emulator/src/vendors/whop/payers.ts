import type { Desk } from './call.ts'
import type { Company, StoredInvoice, StoredMember } from './entities.ts'
import { nextId } from './whop-ids.ts'

export function memberByEmail(desk: Desk, company: Company, email: string | null): StoredMember | undefined {
  if (email === null) return undefined
  return desk.store.shelf(company.name).members.ordered.find((member) => member.email === email)
}

/** Makes a member of a customer who is known by name and e-mail. */
export function enrol(
  desk: Desk,
  company: Company,
  customer: { name: string | null; email: string },
): StoredMember {
  const nowMs = desk.surroundings.clock.tick()
  const member: StoredMember = {
    id: nextId(desk.surroundings, 'mber'),
    account: company.name,
    userId: nextId(desk.surroundings, 'user'),
    userRemoved: false,
    name: customer.name,
    username: usernameFrom(customer.email),
    email: customer.email,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    alias: null,
    currency: null,
  }
  // Part of the write that makes the customer a member.
  desk.store.putMember(member, null)
  return member
}

export const usernameFrom = (email: string): string =>
  (email.split('@')[0] ?? email).toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** The invoice with the member who pays it, enrolled where there was none. */
export function withPayer(desk: Desk, company: Company, invoice: StoredInvoice): StoredInvoice {
  const { memberId, emailAddress: email, customerName: name } = invoice
  if (memberId !== null || email === null) return invoice
  const member = memberByEmail(desk, company, email) ?? enrol(desk, company, { name, email })
  return { ...invoice, memberId: member.id }
}
