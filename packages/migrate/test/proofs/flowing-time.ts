import type { InvoiceAdapter } from '@invoice-adapters/core'
import type { World } from '../world.ts'

/** The emulator's clock stands still by itself: here each request is so long on its way, and so long each answer. */
export const wayMs = 40

/** Adapters whose requests take time, so that what lies between two of them can be measured. */
export function withTime(world: World): { source: InvoiceAdapter; target: InvoiceAdapter } {
  const { clock } = world.emulator
  return world.reopen({
    around: (fetch) => async (input, init) => {
      clock.advance(wayMs)
      const answer = await fetch(input, init)
      clock.advance(wayMs)
      return answer
    },
  })
}
