import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, test } from 'vitest'
import { conformanceTests, groupNames } from '../src/index.ts'
import { defects } from './defects/all.ts'
import { collect } from './defects/collect.ts'
import { defectiveHarness } from './defects/planting.ts'
import { referenceBed } from './defects/reference-bed.ts'
import { referenceHarness } from './reference-harness.ts'

const everything = proofSize(0, 1) === 1

describe('the planted defects', () => {
  const table: { defect: string; group: string; killedBy: string; failed: string[] }[] = []

  for (const defect of defects) {
    test(`${defect.name}: killed by ${defect.killedBy}`, async () => {
      // In full size every defect meets the whole kit, so that nothing of the kit crashes on any of them.
      const groups = everything ? groupNames : [defect.group]
      const { failed, crashed } = await collect(defectiveHarness(referenceBed, defect), { groups })
      table.push({ defect: defect.name, group: defect.group, killedBy: defect.killedBy, failed })
      expect(crashed).toEqual([])
      expect(failed).toContain(defect.killedBy)
    }, 60_000)
  }

  test('are at least two for each group, and each is another one', () => {
    expect(new Set(defects.map((defect) => defect.name)).size).toBe(defects.length)
    for (const group of groupNames) {
      const own = defects.filter((defect) => defect.group === group)
      expect(own.length, group).toBeGreaterThanOrEqual(2)
      for (const { killedBy } of own) expect(killedBy.startsWith(`${group}/`), killedBy).toBe(true)
    }
  })

  test('are noticed because they are there: without one, nothing fails', async () => {
    expect(await collect(referenceHarness())).toMatchObject({ failed: [], crashed: [] })
  }, 60_000)

  afterAll(() => {
    const kit = conformanceTests(() => {}, referenceHarness()).tests.map((one) => one.assertion)
    const noticing = new Set(table.flatMap((row) => row.failed))
    recordProof({
      name: 'planted-defects',
      what: 'Each defect planted in an adapter is noticed by the named assertion of its group, and by no crash.',
      size: table.length,
      result: {
        assertions: kit.length,
        neverNoticing: kit.filter((assertion) => !noticing.has(assertion)),
        defects: table,
      },
    })
  })
})
