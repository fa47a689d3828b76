import type { LedgerInvoice } from '@invoice-adapters/emulator'
import { expect } from 'vitest'
import type { MigrationPlan } from '../src/index.ts'
import type { World } from './world.ts'

/** What can be owed or was paid; drafts and void ones cannot. */
function isOwed({ status }: LedgerInvoice): boolean {
  return status === 'open' || status === 'paid'
}

/**
 * By the ledger, not by any answer: `count` copies are open with exactly the planned totals, none is there twice, and
 * every source that was planned to move is void.
 */
export function expectEachOnce(world: World, plan: MigrationPlan, count: number): void {
  const moves = plan.invoices.filter(({ decision }) => decision === 'move')
  const owed = world.copies().filter(isOwed)
  expect(owed).toHaveLength(count)
  const planned = moves.map(({ copy }) =>
    copy?.lines.reduce((sum, line) => sum + line.amount + (line.tax ?? 0), 0),
  )
  expect(sorted(owed.map(({ total }) => total))).toEqual(sorted(planned.map((total) => total ?? -1)))
  expect(new Set(owed.map(({ currency }) => currency))).toEqual(
    new Set(moves.map(({ currency }) => currency)),
  )
  expect(world.copies().filter(({ status }) => status === 'draft')).toEqual([])
  const open = moves.filter(({ id }) => world.originals().find((one) => one.id === id)?.status !== 'void')
  expect(open).toEqual([])
}

function sorted(amounts: readonly number[]): number[] {
  return [...amounts].sort((one, other) => one - other)
}

/** For every move, source and copy together are owed or paid exactly once; and no draft is left lying about. */
export function expectOwedOnce(world: World, plan: MigrationPlan, when: string): void {
  const moves = plan.invoices.filter(({ decision }) => decision === 'move')
  const totals = (invoices: readonly LedgerInvoice[]): number[] =>
    invoices.filter(isOwed).map(({ total }) => total)
  const both = sorted([...totals(world.originals()), ...totals(world.copies())])
  expect([when, both]).toEqual([when, sorted(moves.map(({ total }) => total ?? -1))])
  expect([when, world.copies().filter(({ status }) => status === 'draft')]).toEqual([when, []])
}
