import type { EmulatorSettings } from '@invoice-adapters/emulator'
import { proofSeed } from '@invoice-adapters/tooling/proof'
import type { Mapping } from '../../src/index.ts'
import { choices, openWorld, type VendorName, type World } from '../world.ts'
import { classes, ordinary, type Seed } from './classes.ts'
import { type Choice, type Expectation, expectedFor } from './expected.ts'
import { mailOfId, peopleAtSource, peopleAtTarget, personId, seedOldInvoices } from './people.ts'
import { below, oneOf, type Random, randomFrom } from './random.ts'

/** One seeded invoice, and what is to become of it. */
export interface Subject {
  id: string
  class: string
  expected: Expectation
  currency: string
  /** Minor units, by the class's own figures: what the copy has to come to. No two are equal. */
  owed: number
  /** Lower case; null where the customer has none. */
  mail: string | null
}

export interface Population {
  from: VendorName
  to: VendorName
  subjects: Subject[]
  seeds: Seed[]
  mapping: Mapping
}

interface Wanted {
  from: VendorName
  to: VendorName
  count: number
  choice?: Choice
  order?: 'create_first' | 'close_first'
  /** Added to the seed of the run. */
  variant?: number
  /** Only invoices of these; default: all that the pair has. */
  only?: (name: string, expected: Expectation) => boolean
}

const chosen: Mapping = {
  partPaid: 'amount_due',
  dueDate: { past: { days: 14 }, missing: { days: 30 } },
  customers: { withoutName: 'use_email' },
  drafts: true,
}

/** Two of each class, which is what a shared key needs; the rest at random, three of four from classes that move. */
function pickClasses(random: Random, count: number, expected: ReadonlyMap<string, Expectation>): string[] {
  const names = [...expected.keys()]
  const moving = names.filter((name) => expected.get(name)?.decision === 'move')
  const picked = names.flatMap((name) => [name, name]).slice(0, count)
  while (picked.length < count) picked.push(oneOf(random, random() < 0.75 ? moving : names))
  return picked
    .map((name) => ({ name, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => name)
}

export function populate(wanted: Wanted): Population {
  const { from, to, count, choice = 'byDefault', order = 'create_first', variant = 0 } = wanted
  const random = randomFrom(proofSeed() + variant * 7919 + from.length * 31 + to.length * 17)
  const all = expectedFor(from, to, choice)
  const expected = new Map([...all].filter(([name, one]) => wanted.only?.(name, one) ?? true))
  const seeds: Seed[] = []
  const subjects: Subject[] = []
  for (const [index, name] of pickClasses(random, count, expected).entries()) {
    const facts = classes[name]
    const expectation = expected.get(name)
    if (facts === undefined || expectation === undefined) throw new Error(`no class ${name}`)
    // Steps of a thousand, and fractions below a third of one: no two totals meet.
    const amount = (index + 2) * 3_000 + below(random, 900)
    const make = { vendor: from, amount, part: 1 + below(random, 900), index }
    const id = `inv_${String(index).padStart(5, '0')}`
    const customer = personId(facts.person ?? 'plain', index)
    const createdAt = new Date(Date.parse('2026-05-01T00:00:00Z') + index * 60_000).toISOString()
    const common = { id, number: `N-${index}`, customer, createdAt, ...ordinary }
    seeds.push(withoutUndefined({ ...common, ...facts.seed(make) } as Seed))
    const total = facts.total?.(make) ?? amount
    subjects.push({
      id,
      class: name,
      expected: expectation,
      currency: facts.currency ?? 'USD',
      owed: total - (facts.paid?.(make) ?? 0),
      mail: mailOfId(customer),
    })
  }
  const mapping = { ...choices, order, ...(choice === 'withChoices' && chosen) }
  return { from, to, subjects, seeds, mapping }
}

function withoutUndefined(seed: Seed): Seed {
  return Object.fromEntries(
    Object.entries(seed).filter(([, value]) => value !== undefined),
  ) as unknown as Seed
}

export function settle(
  { from, to, seeds }: Population,
  emulator: Omit<EmulatorSettings, 'data'> = {},
): World {
  const world = openWorld(from, to, {
    invoices: seeds,
    customers: peopleAtSource(from),
    targetCustomers: peopleAtTarget(to),
    emulator,
  })
  seedOldInvoices(world.emulator, to)
  return world
}
