import { createHash } from 'node:crypto'
import type { Difference } from '@invoice-adapters/tooling/official-client'

const userAgent: Difference = {
  at: 'header.user-agent',
  client: 'sent',
  adapter: null,
  why: 'names the client; ours leaves it to the platform, since browsers and workers do not let it be set',
}

const clientInfo: Difference = {
  at: 'header.commet-client-info',
  client: 'sent',
  adapter: null,
  why: 'tells Commet the platform of its own client; not needed by others',
}

/** From its second request on the client reports how long the one before took. */
export const telemetry: Difference = {
  at: 'header.commet-client-telemetry',
  client: 'sent',
  adapter: null,
  why: 'reports the time of the client’s request before; nobody else needs to',
}

const accept: Difference = {
  at: 'header.accept',
  client: null,
  adapter: 'application/json',
  why: 'the client leaves it to the platform; ours says that nothing but JSON can be read',
}

const contentType: Difference = {
  at: 'header.content-type',
  client: 'application/json',
  adapter: null,
  why: 'the client names a type also where it sends no body; ours only beside a body',
}

/** On every call. */
export const onEveryCall: readonly Difference[] = [accept, clientInfo, userAgent]

/** On every call without a body. */
export const onEveryRead: readonly Difference[] = [...onEveryCall, contentType]

export const pageSize: Difference = {
  at: 'query.limit',
  client: null,
  adapter: '100',
  why: 'ours always asks for the largest page: fewer calls, and fewer borders at which a time cursor can skip',
}

/** What an invoice is to hold, its names in alphabetical order. */
export interface Content {
  amount: number
  currency: string
  customerId: string
  description: string
  metadata: Record<string, unknown>
}

/** Our two keys in the metadata of a created invoice; the digest is computed apart from the adapter. */
export function keptKey(externalId: string, content: Content): Difference[] {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return [
    {
      at: 'body.metadata.invoice_adapters_content',
      client: null,
      adapter: digest.slice(0, 32),
      why: 'a digest of what was asked, by which a repeated create is told from a conflicting one',
    },
    {
      at: 'body.metadata.invoice_adapters_key',
      client: null,
      adapter: externalId,
      why: 'the caller’s key, so that the invoice is found again when an answer is lost',
    },
  ]
}

export function besides(adapter: readonly string[], why: string): Difference {
  return { at: 'besides', client: null, adapter, why }
}
