import { runBuilt } from '../child.ts'
import type { Row } from '../row.ts'

async function peakOf(count: number): Promise<number> {
  return Number(runBuilt('programs/stream.ts', [String(count)]))
}

export const row: Row = {
  what: 'stream 200,000 invoices of 5 lines of Commet, peak memory of a process of its own',
  against: '10,000 invoices',
  measure: 'megabytes',
  limit: 40,
  aim: 10,
  rounds: 7,
  prepare: async () => ({ ours: () => peakOf(200_000), theirs: () => peakOf(10_000) }),
}
