import type { CommetApiVersion } from '../capabilities.ts'
import { dialect20260711 } from './2026-07-11.ts'
import { dialect20260731 } from './2026-07-31.ts'
import type { Dialect } from './dialect.ts'

export const dialects: Record<CommetApiVersion, Dialect> = {
  '2026-07-11': dialect20260711,
  '2026-07-31': dialect20260731,
}
