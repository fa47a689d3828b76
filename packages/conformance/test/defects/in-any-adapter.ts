import type { InvoiceAdapter } from '@invoice-adapters/core'
import type { GroupName, Harness } from '../../src/index.ts'
import { conformanceTests } from '../../src/index.ts'
import { defects } from './all.ts'
import { collect } from './collect.ts'

/** A defect that sits in what applications call, and so can be planted in any adapter. */
export interface AdapterDefect {
  name: string
  group: GroupName
  killedBy: string
  plant: (adapter: InvoiceAdapter) => InvoiceAdapter
}

/** Plants that hold the credentials of the reference's backend. */
const ofTheReference: ReadonlySet<string> = new Set([
  'the credential is a member of the adapter',
  'the webhook secret hangs on a function of the adapter',
  'a refused credential is shown to say which one it was',
])

/** Those that sit in what applications call, and need nothing of the reference adapter but that it is an adapter. */
export const adapterDefects: AdapterDefect[] = defects.flatMap(({ name, group, killedBy, plant }) => {
  const { adapter, ...elsewhere } = plant
  if (adapter === undefined || Object.keys(elsewhere).length > 0 || ofTheReference.has(name)) return []
  const withName = (one: InvoiceAdapter): InvoiceAdapter =>
    adapter(one, { account: one.account } as Parameters<typeof adapter>[1])
  return [{ name, group, killedBy, plant: withName }]
})

/** `caught`: by an assertion of its group. `not asked`: its own does not run on this adapter, and the kit says why. */
export type Fate = 'caught' | 'not asked' | 'survived' | 'crashed'

/** What becomes of a defect in an adapter, by the group that has to notice. */
export async function plantIn(
  harness: Harness,
  { name, group, killedBy, plant }: AdapterDefect,
): Promise<Fate> {
  const asked = conformanceTests(() => {}, harness, { groups: [group] }).tests
  if (!asked.some(({ assertion }) => assertion === killedBy)) return 'not asked'
  const defective: Harness = {
    ...harness,
    name,
    notProven: () => {},
    async start() {
      const world = await harness.start()
      return {
        ...world,
        adapter: plant(world.adapter),
        createAdapter: (overrides) => plant(world.createAdapter(overrides)),
      }
    },
  }
  const { failed, crashed } = await collect(defective, { groups: [group] })
  if (crashed.length > 0) return 'crashed'
  return failed.length > 0 ? 'caught' : 'survived'
}
