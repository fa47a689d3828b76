import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as sound from '../src/store/index.ts'
import { claimDefects, claimScenarios, type StoreApi } from './defects/claims.ts'
import { endOf, openGarden } from './defects/planting.ts'

const garden = openGarden()
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(async () => {
  garden.clear()
  await server.stop()
}, 60_000)

describe('without a defect', () => {
  it.each(Object.keys(claimScenarios))('%s', { timeout: 60_000 }, async (name) => {
    await claimScenarios[name]!(sound, await server.createDatabase())
  })
})

describe('a planted defect of the claims is caught by an assertion', () => {
  it.each(claimDefects)('$defect', { timeout: 60_000 }, async (one) => {
    const api: StoreApi = await import(/* @vite-ignore */ join(garden.plant(one), 'store', 'index.ts'))
    const address = await server.createDatabase()
    expect(await endOf(() => claimScenarios[one.caughtBy]!(api, address))).toBe('assertion')
  })
})
