import type { WhopApiVersion } from '../capabilities.ts'
import { dialect20260720 } from './2026-07-20.ts'
import { dialect202610151 } from './2026-10-15-1.ts'
import type { Dialect } from './dialect.ts'

export const dialects: Record<WhopApiVersion, Dialect> = {
  '2026-10-15-1': dialect202610151,
  '2026-07-20': dialect20260720,
}
