import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import process from 'node:process'
import type { Result } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import type { InvoiceStore } from './store.ts'

/** The right to run a sync of one account: at most one run has it. */
export interface Lease {
  owner: string
  /** Null: got it; otherwise when the present owner's ends, in milliseconds since 1970, unless it is renewed. */
  heldUntilMs: number | null
}

const separator = ' '

/** Of this copy of the module: another thread of the process has its own. */
const instance = randomUUID()
/** Owners whose runs are under way here. One that could not let go, because the database was gone, is not among them. */
const active = new Set<string>()

/** Tells the machine and the process, so that a killed process of this machine is noticed at once. */
function newOwner(): string {
  return [hostname(), process.pid, instance, randomUUID()].join(separator)
}

/**
 * Takes the lease if it is free, has run out, or belongs to a run of this machine that is not there any more. Two owners
 * by mistake would cost calls, not correctness: the store never moves backwards.
 */
export async function takeLease(
  store: InvoiceStore,
  key: string,
  leaseMs: number,
): Promise<Result<Lease, StoreError>> {
  const owner = newOwner()
  active.add(owner)
  const lease = await store.database.transact('takeLease', async (tables): Promise<Lease> => {
    const row = tables.selectFrom('accounts').selectAll().where('account_key', '=', key)
    const account = await (store.database.facts.rowLocks ? row.forUpdate() : row).executeTakeFirstOrThrow()
    const now = Date.now()
    const heldUntilMs = account.lease_until_ms ?? 0
    if (account.lease_owner !== null && heldUntilMs > now && !isDead(account.lease_owner))
      return { owner, heldUntilMs }
    await tables
      .updateTable('accounts')
      .set({ lease_owner: owner, lease_until_ms: now + leaseMs })
      .where('account_key', '=', key)
      .execute()
    return { owner, heldUntilMs: null }
  })
  if (lease.isErr() || lease.value.heldUntilMs !== null) active.delete(owner)
  return lease
}

/** Longer by as much again; false: it is another's by now. */
export function renewLease(
  store: InvoiceStore,
  key: string,
  owner: string,
  leaseMs: number,
): Promise<Result<boolean, StoreError>> {
  return store.database.attempt('renewLease', async (tables) => {
    const { numUpdatedRows } = await tables
      .updateTable('accounts')
      .set({ lease_until_ms: Date.now() + leaseMs })
      .where('account_key', '=', key)
      .where('lease_owner', '=', owner)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}

export function releaseLease(
  store: InvoiceStore,
  key: string,
  owner: string,
): Promise<Result<void, StoreError>> {
  active.delete(owner)
  return store.database.attempt('releaseLease', async (tables) => {
    await tables
      .updateTable('accounts')
      .set({ lease_owner: null, lease_until_ms: null })
      .where('account_key', '=', key)
      .where('lease_owner', '=', owner)
      .execute()
  })
}

function isDead(owner: string): boolean {
  const [host, id, copy] = owner.split(separator)
  const pid = Number(id)
  if (host !== hostname() || !Number.isSafeInteger(pid)) return false
  if (pid === process.pid) return copy === instance && !active.has(owner)
  try {
    process.kill(pid, 0)
    return false
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH'
  }
}
