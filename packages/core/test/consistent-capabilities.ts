import {
  type Capabilities,
  filterNames,
  type Grounded,
  operationNames,
} from '../src/contract/capabilities.ts'
import { canonicalFields } from '../src/contract/coverage.ts'

export const ground: Grounded = { evidence: 'documented', source: 'vendor.example/reference' }

/** Consistent data of a vendor that lists, creates and cancels. */
export function consistent(): Capabilities {
  const supported = ['list', 'get', 'check', 'create', 'setStatus', 'webhooks.read']
  return {
    provider: 'example',
    dialect: '1',
    operations: table(operationNames, (name) =>
      supported.includes(name)
        ? { supported: true, note: null, ...ground }
        : { supported: false, reason: 'no such call', instead: null, ...ground },
    ),
    filters: table(filterNames, () => ({ how: 'native', note: null, ...ground })),
    status: {
      meanings: [
        { provider: 'open', canonical: 'open', ...ground },
        { provider: 'cancelled', canonical: 'void', ...ground },
      ],
      derived: [{ canonical: 'past_due', rule: 'open and due before now' }],
      transitions: [
        { to: 'void', from: ['open', 'past_due'], by: 'setStatus', sends: 'cancel', needs: null, ...ground },
      ],
    },
    pages: {
      defaultSize: 20,
      maximumSize: 100,
      order: 'unknown',
      cursor: 'opaque',
      extraCallsForFullDetail: 0,
      ...ground,
    },
    create: { maximumLines: null, creditNotes: false, zeroTotal: false, batchSize: null, ...ground },
    billing: {
      payPage: { offered: true, ...ground },
      drafts: null,
      customerNeeds: { fields: ['email'], ...ground },
      mail: { sends: false, note: null, ...ground },
      renewal: null,
    },
    rateLimits: [{ calls: 10, perMs: 1000, scope: 'key', ...ground }],
    idempotency: [{ operation: 'create', holds: '24 hours', by: 'vendor_key', how: 'header', ...ground }],
    incremental: {
      method: 'updated_at',
      rule: 'read all',
      sees: ['status'],
      misses: ['metadata'],
      ...ground,
    },
    webhooks: {
      events: [{ provider: 'invoice.created', canonical: 'created' }],
      neverSent: ['refunded'],
      signsTime: true,
      ...ground,
    },
    coverage: table(canonicalFields, () => ({
      read: 'reported',
      readEvidence: 'documented',
      write: 'yes',
      writeEvidence: 'documented',
      note: null,
    })),
  }
}

function table<K extends string, V>(names: readonly K[], value: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, V>
}
