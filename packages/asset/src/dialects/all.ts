import type { AssetDialect } from '../capabilities.ts'
import { amountLines } from './amount-lines.ts'
import type { Dialect } from './dialect.ts'
import { unitPriceLines } from './unit-price-lines.ts'

export const dialects: Record<AssetDialect, Dialect> = {
  'amount-lines': amountLines,
  'unit-price-lines': unitPriceLines,
}
