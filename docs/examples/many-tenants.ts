import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvalidInput, InvoiceAdapter, Result } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** What your own database knows of a tenant: never a secret, only where it is kept. */
export type Tenant =
  | { id: string; vendor: 'commet'; secretName: string }
  | { id: string; vendor: 'whop'; secretName: string; companyId: string }

/** Reads a secret from your vault. Called when a request needs it, and once more when the vendor answers 401. */
export type ReadSecret = (name: string) => Promise<string>

/**
 * An adapter costs no I/O and holds no timer: make one per request, or keep thousands. A secret that is replaced in the
 * vault is picked up by the next call, without a restart.
 */
export function openTenant(tenant: Tenant, readSecret: ReadSecret): Result<InvoiceAdapter, InvalidInput> {
  const account = `tenant-${tenant.id}`
  const apiKey = (): Promise<string> => readSecret(tenant.secretName)
  switch (tenant.vendor) {
    case 'commet':
      return createCommetAdapter({ account, apiKey })
    case 'whop':
      return createWhopAdapter({ account, apiKey, companyId: tenant.companyId, environment: 'production' })
  }
}
