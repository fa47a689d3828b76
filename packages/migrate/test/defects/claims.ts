import { expect } from 'vitest'
import type { Claim, JournalEntry } from '../../src/index.ts'
import type * as Store from '../../src/store/index.ts'
import type { PlantedDefect } from './planted.ts'
import { must } from './steps.ts'

export type StoreApi = typeof Store

const at = '2026-07-15T09:00:00.000Z'

const before: JournalEntry = { at, type: 'before', subject: 'i', step: 'close_source', key: 'i', body: null }

/** Takes `i` in hand: what the journal answered. */
async function claim({ sharing }: Store.StoredJournal): Promise<Claim> {
  if (sharing === undefined) throw new Error('the journal is not shared')
  return must(await sharing.claim('i'))
}

async function claimBy(journal: Store.StoredJournal): Promise<string> {
  return (await claim(journal)).kind
}

async function withTwo(
  api: StoreApi,
  address: string,
  leaseMs: number,
  work: (one: Store.StoredJournal, other: Store.StoredJournal) => Promise<void>,
): Promise<void> {
  const one = must(await api.openJournal(address, { leaseMs }))
  const other = must(await api.openJournal(address))
  try {
    await work(one, other)
  } finally {
    for (const journal of [one, other]) await journal.close().unwrapOr(undefined)
  }
}

/** What must hold of the claims of several workers, each by a name that a planted defect is caught by. */
export const claimScenarios: Record<string, (api: StoreApi, address: string) => Promise<void>> = {
  'nobody takes what another has in hand': (api, address) =>
    withTwo(api, address, 60_000, async (one, other) => {
      expect(await claimBy(one)).toBe('taken')
      expect(await claimBy(other)).toBe('busy')
    }),

  'who has lost a claim writes nothing more': (api, address) =>
    withTwo(api, address, 1, async (one, other) => {
      expect(await claimBy(one)).toBe('taken')
      await expect.poll(() => claimBy(other), { timeout: 10_000 }).toBe('taken')
      const written = await one.append(before)
      expect(written.isErr() ? written.error.kind : 'written').toBe('journal_in_use')
    }),

  'what a dead worker had in hand goes to the others, with all that was written of it': (api, address) =>
    withTwo(api, address, 1, async (one, other) => {
      expect(await claimBy(one)).toBe('taken')
      must(await one.append(before))
      await expect.poll(() => claimBy(other), { timeout: 10_000 }).toBe('taken')
      expect(await claim(other)).toEqual({ kind: 'taken', entries: [before] })
    }),
}

export const claimDefects: PlantedDefect[] = [
  {
    defect: 'takes what another worker still has in hand',
    file: 'store/claims.ts',
    find: "row('migration_claims.until_ms', '<', databaseNow)",
    plant: "row('migration_claims.until_ms', '<>', databaseNow)",
    caughtBy: 'nobody takes what another has in hand',
  },
  {
    defect: 'writes on although its claim was lost',
    file: 'store/claims.ts',
    find: ".where('worker', '=', stored.worker)",
    plant: ".where('worker', '<>', '')",
    caughtBy: 'who has lost a claim writes nothing more',
  },
  {
    defect: 'never gets what a dead worker had in hand',
    file: 'store/claims.ts',
    find: "row('migration_claims.until_ms', '<', databaseNow)",
    plant: "row('migration_claims.until_ms', '<', 0)",
    caughtBy: 'what a dead worker had in hand goes to the others, with all that was written of it',
  },
  {
    defect: 'takes over without what the dead worker wrote',
    file: 'store/claims.ts',
    find: "row.or([row('subject', 'is', null), row('subject', '=', subject)])",
    plant: "row.or([row('subject', 'is', null), row('subject', '=', worker)])",
    caughtBy: 'what a dead worker had in hand goes to the others, with all that was written of it',
  },
]
