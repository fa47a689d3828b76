import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '@invoice-adapters/core'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { type InvoiceStore, openStore, type StoreSettings } from '../../src/store/store.ts'

/** The value, or a failed test. */
export function must<T, E>(result: Result<T, E>): T {
  if (result.isErr()) throw new Error(JSON.stringify(result.error))
  return result.value
}

export interface Place {
  name: 'sqlite' | 'postgres'
  /** Of an empty store, gone after the test. */
  address(): Promise<string>
}

/** Both databases, for `describe.each`; the server runs for the tests of the file. */
export function places(): Place[] {
  // Servers and files share the machine with whatever else runs on it.
  vi.setConfig({ testTimeout: 30_000 })
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.stop(), 60_000)
  return [
    { name: 'sqlite', address: async () => sqliteAddress() },
    { name: 'postgres', address: () => server.createDatabase() },
  ]
}

export function sqliteAddress(): string {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-adapters-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'invoices.db')}`
}

/** Closed after the test. */
export async function storeAt(address: string, settings: StoreSettings = {}): Promise<InvoiceStore> {
  const store = must(await openStore(address, settings))
  onTestFinished(async () => void must(await store.close()))
  return store
}
