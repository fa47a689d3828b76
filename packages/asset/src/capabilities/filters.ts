import type { FilterName, FilterSupport } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

/** The visible part of the list's parameters ends after the due dates: what is bridged may be native after all. */
function bridged(note: string | null = null): FilterSupport {
  return { how: 'bridged', note, ...inferred(sources.list) }
}

function absent(note: string): FilterSupport {
  return { how: 'absent', note, ...documented(sources.list) }
}

const noCreationDate = 'An invoice carries no date of its creation'

export const filters: Record<FilterName, FilterSupport> = {
  status: {
    how: 'native',
    note: 'One word per request, since the encoding of several is not stated; past_due and payable ask for open',
    ...documented(sources.list),
  },
  customerId: bridged(),
  subscriptionId: absent('Asset knows no subscriptions'),
  createdFrom: absent(noCreationDate),
  createdUntil: absent(noCreationDate),
  dueFrom: { how: 'native', note: 'due_at_start', ...documented(sources.list) },
  dueUntil: {
    how: 'native',
    note: 'due_at_end, which includes the instant itself; that instant is removed here',
    ...documented(sources.list),
  },
  number: bridged(),
  externalId: bridged('Our key in the metadata'),
}
