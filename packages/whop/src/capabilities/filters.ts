import type { FilterName, FilterSupport } from '@invoice-adapters/core'
import { documented, sources } from './sources.ts'

const client = documented(sources.client)

function bridged(): FilterSupport {
  return { how: 'bridged', note: null, ...client }
}

function absent(note: string): FilterSupport {
  return { how: 'absent', note, ...client }
}

export const filters: Record<FilterName, FilterSupport> = {
  status: {
    how: 'native',
    note: 'Several words in one request. To Whop, refunded ones are paid: asked for some of paid, partially_refunded and refunded, every paid one is read in full; asked for all three, none is',
    ...client,
  },
  customerId: absent('List items do not carry the member; read with full detail and compare'),
  subscriptionId: absent('An invoice does not name a subscription'),
  createdFrom: {
    how: 'native',
    note: 'created_after; whether the instant itself is included is not stated, so it is compared here as well',
    ...client,
  },
  createdUntil: {
    how: 'native',
    note: 'created_before; whether the instant itself is included is not stated, so it is compared here as well',
    ...client,
  },
  dueFrom: bridged(),
  dueUntil: bridged(),
  number: bridged(),
  externalId: absent(
    'Our key is in the plan, which list items do not carry: findByExternalId walks the plans',
  ),
}
