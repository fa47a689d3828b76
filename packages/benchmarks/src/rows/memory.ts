import { streamed } from '../growth.ts'
import type { Row } from '../row.ts'

export const row: Row = {
  what: 'stream 200,000 invoices of 5 lines of Commet, peak memory of a process of its own',
  against: '10,000 invoices',
  measure: 'megabytes',
  limit: 40,
  aim: 10,
  rounds: 7,
  warmUps: 0,
  prepare: async () => ({
    ours: async () => streamed(200_000).megabytes,
    theirs: async () => streamed(10_000).megabytes,
  }),
}
