import type { SteppingClock } from './clock.ts'
import type { FaultBox } from './faults.ts'
import type { Ids } from './ids.ts'
import type { WritableLedger } from './ledger.ts'
import type { RecordedRequest } from './wire.ts'

/** What all vendors of one emulator share. */
export interface Surroundings {
  readonly clock: SteppingClock
  readonly ids: Ids
  readonly ledger: WritableLedger
  readonly faults: FaultBox
  readonly requests: RecordedRequest[]
  /** Work that outlives its request, until it is done. */
  readonly background: Set<Promise<void>>
}
