import { runBuilt } from '../child.ts'
import type { Row } from '../row.ts'

async function timeOf(what: 'packages' | 'libraries'): Promise<number> {
  return Number(runBuilt('programs/import.ts', [what]))
}

export const row: Row = {
  what: 'import core and three adapters, cold, in a process of its own',
  against: 'their dependencies alone',
  measure: 'time',
  limit: 1.2,
  aim: 1.1,
  rounds: 15,
  prepare: async () => ({ ours: () => timeOf('packages'), theirs: () => timeOf('libraries') }),
}
