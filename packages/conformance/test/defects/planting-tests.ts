import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import { defects } from './all.ts'
import type { Defect, Options } from './defect.ts'
import { type Fate, plantIn } from './in-any-adapter.ts'
import type { Bed } from './planting.ts'

/** What becomes of some defects in an adapter, other than to be caught. */
export interface KnownFate<Dialect extends string> {
  fate: 'without effect' | 'no place' | 'not asked'
  /** In the words of the kit and of `defineAdapter`, save for what is without effect. */
  because: string
  defects: readonly string[]
  /** Default: all. */
  dialect?: Dialect
}

export interface Planting<Dialect extends string, O extends Options> {
  provider: string
  dialects: readonly Dialect[]
  bed(dialect: Dialect, defect: string): Bed<O>
  known: readonly KnownFate<Dialect>[]
}

interface Row {
  defect: Defect
  fate: Fate
}

/** At full size every assertion of the group is asked, not only those before the first that notices. */
const wholeGroup = proofSize(0, 1) === 1

/** Plants each defect in each dialect of an adapter: it is caught, or its other fate is the known one. */
export function plantingTests<Dialect extends string, O extends Options>(
  planting: Planting<Dialect, O>,
): void {
  const { provider, dialects, bed, known } = planting
  const tables = new Map<Dialect, Row[]>()
  const knownOf = (name: string, dialect: Dialect): KnownFate<Dialect> | undefined =>
    known.find((one) => one.defects.includes(name) && (one.dialect ?? dialect) === dialect)

  describe.each(dialects)('defects planted in %s', (dialect) => {
    const table: Row[] = []
    tables.set(dialect, table)
    it.each(defects)(
      '$name',
      async (defect) => {
        const fate = await plantIn(bed(dialect, defect.name), defect, { wholeGroup })
        table.push({ defect, fate })
        const other = knownOf(defect.name, dialect)
        if (other === undefined) expect(fate).toMatchObject({ fate: 'caught' })
        else if (other.fate === 'without effect') expect(fate).toEqual({ fate: 'survived' })
        else expect(fate).toEqual({ fate: other.fate, reason: other.because })
      },
      60_000,
    )
  })

  it('are known: each name is that of a defect, and stands once for a dialect', () => {
    const names = new Set(defects.map(({ name }) => name))
    for (const dialect of dialects) {
      const own = known.filter((one) => (one.dialect ?? dialect) === dialect).flatMap((one) => one.defects)
      expect(own.filter((name) => !names.has(name))).toEqual([])
      expect(own.length).toBe(new Set(own).size)
    }
  })

  afterAll(() => {
    recordProof({
      name: `planted-defects-${provider}`,
      what: `Each defect of the kit, planted in the adapter of ${provider}, is noticed by an assertion of its group, or stands here with the reason why not.`,
      size: [...tables.values()].flat().length,
      result: Object.fromEntries(
        [...tables].map(([dialect, table]) => [dialect, told(table, (name) => knownOf(name, dialect))]),
      ),
    })
  })
}

function told<Dialect extends string>(
  table: readonly Row[],
  knownOf: (name: string) => KnownFate<Dialect> | undefined,
): object {
  const caught = table.flatMap(({ defect: { name, group }, fate }) =>
    fate.fate === 'caught' ? [{ defect: name, group, by: fate.by }] : [],
  )
  const others = (wanted: KnownFate<Dialect>['fate']): object[] =>
    table.flatMap(({ defect: { name } }) => {
      const other = knownOf(name)
      return other?.fate === wanted ? [{ defect: name, because: other.because }] : []
    })
  const pinned = {
    withoutEffect: others('without effect'),
    noPlace: others('no place'),
    notAsked: others('not asked'),
  }
  const apart = Object.values(pinned).flat().length
  const groups = [...new Set(caught.map(({ group }) => group))]
  return {
    planted: table.length,
    applied: table.length - apart,
    caught: caught.length,
    caughtByGroup: Object.fromEntries(
      groups.map((group) => [group, caught.filter((one) => one.group === group).length]),
    ),
    ...pinned,
    by: caught,
  }
}
