import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assetRoutes, whopRoutes } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { baselinesOf } from '../faults/matrix.ts'
import { openWorld } from '../faults/world.ts'
import { type Vendor, vendors } from '../vendors.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'security.md'), 'utf8')
const routes: Record<string, readonly { name: string; scope: string | null }[]> = {
  asset: assetRoutes,
  whop: whopRoutes,
}

/** What the page says of a vendor: scopes by what is done with them. */
function listed(vendor: string): { reading: string[]; all: string[] } {
  const row = page.split('\n').find((line) => line.startsWith(`| ${vendor} |`)) ?? ''
  const [, , reading = '', writing = ''] = row.split('|')
  const words = (cell: string): string[] => [...cell.matchAll(/`([a-z_:]+)`/g)].map(([, word = '']) => word)
  return { reading: words(reading).sort(), all: [...new Set([...words(reading), ...words(writing)])].sort() }
}

/** A paid invoice is read with its payment, where the vendor keeps the two apart. */
async function readingOfPaid(name: string): Promise<(string | null)[]> {
  const vendor = vendors.find((one) => one.name === name) as Vendor
  const world = await openWorld(vendor, { target: { status: 'paid', overdue: false } })
  const before = world.emulator.requests.length
  expect((await world.adapter(false).get('inv_target')).isOk()).toBe(true)
  return world.emulator.requests.slice(before).map(({ operation }) => operation)
}

describe('the scopes that the page lists', () => {
  it.each(['asset', 'whop'])('of %s are what the operations need, and no more', async (name) => {
    const reading = new Set<string>()
    const all = new Set<string>()
    for (const vendor of vendors.filter((one) => one.name === name))
      for (const { call, baseline } of await baselinesOf(vendor))
        for (const request of baseline.requests) {
          const scope = routes[name]?.find((route) => route.name === request)?.scope
          if (typeof scope !== 'string') continue
          all.add(scope)
          if (!call.writes) reading.add(scope)
        }
    for (const request of await readingOfPaid(name)) {
      const scope = routes[name]?.find((route) => route.name === request)?.scope
      if (typeof scope === 'string') for (const scopes of [reading, all]) scopes.add(scope)
    }
    const title = name === 'asset' ? 'Asset' : 'Whop'
    expect(listed(title)).toEqual({ reading: [...reading].sort(), all: [...all].sort() })
  })
})
