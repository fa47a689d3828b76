import { createHmac } from 'node:crypto'
import type { Surroundings } from '../frame.ts'
import type { Company } from './entities.ts'

export type IdPrefix = 'inv' | 'plan' | 'prod' | 'mber' | 'user' | 'pay' | 'rfnd' | 'ma' | 'msg' | 'hook'

/** Counted apart from the other vendors, so that their records do not move Whop's ids. */
export function nextId({ ids }: Surroundings, prefix: IdPrefix): string {
  return `${prefix}_W${String(ids.count(`whop ${prefix}`)).padStart(13, '0')}`
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')

/** The signed token that opens one invoice without a key. Follows from the id, so that it survives a reset. */
export function invoiceToken(invoiceId: string, company: Company): string {
  const signed = `${base64url('{"alg":"HS256"}')}.${base64url(JSON.stringify({ invoice_id: invoiceId }))}`
  const signature = createHmac('sha256', company.webhookSecret).update(signed).digest('base64url')
  return `${signed}.${signature}`
}
