import { hash } from 'node:crypto'
import type { LimitRule, RateLimiter, Result } from '@invoice-adapters/core'
import { createRateLimiter, sleep } from '@invoice-adapters/core/authoring'
import { sql, type Transaction } from 'kysely'
import type { InvoiceStore } from './store.ts'
import type { StoreError } from './store-error.ts'
import type { StoreTables } from './tables.ts'

/** A look again after this long, in milliseconds: others may have let go meanwhile. */
const longestWaitMs = 5_000

/**
 * A limiter for adapters in any number of processes and machines that share the store: a sliding window per credential and
 * scope, and a common pause when the vendor asks for one. By the clock of PostgreSQL, so that machines need not agree on
 * the time. While the store fails, each process keeps the limits for itself.
 */
export function createSharedLimiter(store: InvoiceStore): RateLimiter {
  const alone = createRateLimiter()
  let told: Promise<void> = Promise.resolve()
  return {
    async acquire(key, limits, signal) {
      for (;;) {
        signal.throwIfAborted()
        // What this process has been told comes before its own next call.
        await told
        const waitMs = await depart(store, keyDigest(key), limits)
        if (waitMs.isErr()) return alone.acquire(key, limits, signal)
        if (waitMs.value <= 0) return
        await sleep(Math.min(waitMs.value, longestWaitMs), signal)
      }
    },
    observe(key, seen) {
      alone.observe(key, seen)
      const { retryAfterMs = 0, remaining, resetAt = 0 } = seen
      if (retryAfterMs > 0 || (remaining === 0 && resetAt > Date.now()))
        told = block(
          store,
          keyDigest(key),
          Math.max(retryAfterMs, remaining === 0 ? resetAt - Date.now() : 0),
        )
    },
  }
}

/** Keys may be made of credentials, which have no business in a store. */
function keyDigest(key: string): string {
  return hash('sha256', key, 'base64url')
}

/** Gives 0 for a call that may leave, and was counted; else how long to wait. */
function depart(
  store: InvoiceStore,
  key: string,
  limits: readonly LimitRule[],
): Promise<Result<number, StoreError>> {
  return store.database.transact('acquire', async (tables) => {
    const now = await presentMs(store, tables)
    const { blocked_until_ms: blockedUntil } = await lockKey(store, tables, key)
    const scoped = limits.map((rule) => ({ rule, key: `${key} ${rule.scope}` })).sort(byKey)
    let waitMs = blockedUntil - now
    for (const one of scoped) waitMs = Math.max(waitMs, await windowMs(store, tables, one, now))
    if (waitMs > 0) return waitMs
    for (const one of scoped) await count(tables, one.key, now)
    return 0
  })
}

interface ScopedRule {
  rule: LimitRule
  key: string
}

/** Always in the same order, so that two processes never wait for each other. */
function byKey(one: ScopedRule, other: ScopedRule): number {
  return one.key < other.key ? -1 : 1
}

async function presentMs(store: InvoiceStore, tables: Transaction<StoreTables>): Promise<number> {
  if (store.database.facts.kind === 'sqlite') return Date.now()
  const { rows } = await sql<{ now: number }>`
    select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now`.execute(tables)
  return rows[0]?.now ?? Date.now()
}

async function lockKey(
  store: InvoiceStore,
  tables: Transaction<StoreTables>,
  key: string,
): Promise<StoreTables['rate_limits']> {
  await tables
    .insertInto('rate_limits')
    .values({ limit_key: key, departures: 0, blocked_until_ms: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = tables.selectFrom('rate_limits').selectAll().where('limit_key', '=', key)
  return (store.database.facts.rowLocks ? row.forUpdate() : row).executeTakeFirstOrThrow()
}

async function windowMs(
  store: InvoiceStore,
  tables: Transaction<StoreTables>,
  { rule, key }: ScopedRule,
  now: number,
): Promise<number> {
  await lockKey(store, tables, key)
  const old = tables.deleteFrom('departures').where('limit_key', '=', key)
  await old.where('at_ms', '<=', now - rule.perMs).execute()
  const inTheWay = await tables
    .selectFrom('departures')
    .select('at_ms')
    .where('limit_key', '=', key)
    .orderBy('number', 'desc')
    .offset(rule.calls - 1)
    .limit(1)
    .executeTakeFirst()
  return inTheWay === undefined ? 0 : inTheWay.at_ms + rule.perMs - now
}

async function count(tables: Transaction<StoreTables>, key: string, now: number): Promise<void> {
  const { departures } = await tables
    .updateTable('rate_limits')
    .set((row) => ({ departures: row('departures', '+', 1) }))
    .where('limit_key', '=', key)
    .returning('departures')
    .executeTakeFirstOrThrow()
  await tables.insertInto('departures').values({ limit_key: key, number: departures, at_ms: now }).execute()
}

async function block(store: InvoiceStore, key: string, forMs: number): Promise<void> {
  const blocked = await store.database.transact('observe', async (tables) => {
    const until = (await presentMs(store, tables)) + forMs
    const { blocked_until_ms } = await lockKey(store, tables, key)
    await tables
      .updateTable('rate_limits')
      .set({ blocked_until_ms: Math.max(until, blocked_until_ms) })
      .where('limit_key', '=', key)
      .execute()
  })
  // The limiter of the process knows it as well.
  if (blocked.isErr()) return
}
