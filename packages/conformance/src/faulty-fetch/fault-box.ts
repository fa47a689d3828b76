import type { OperationName } from '@invoice-adapters/core'
import type { Fault, FaultKind, FaultPlace } from '../faults.ts'

interface Standing {
  fault: Fault
  place: FaultPlace
  seen: number
  fired: number
}

/** The faults that stand, asked whenever one could strike. */
export interface FaultBox {
  inject(fault: Fault, place: FaultPlace): void
  clear(): void
  /** The faults that strike a request of this operation, null being none; each counts as having struck. */
  take(operation: OperationName | null, continuesList: boolean): Fault[]
  /** Whether a fault of that kind stands at all. */
  stands(kind: FaultKind): boolean
}

export function createFaultBox(): FaultBox {
  let standing: Standing[] = []
  return {
    inject(fault, place) {
      standing.push({ fault, place, seen: 0, fired: 0 })
    },
    clear() {
      standing = []
    },
    take: (operation, continuesList) =>
      standing
        .filter(({ fault, place }) => concerns(fault, place, operation, continuesList))
        .filter((entry) => strikes(entry))
        .map((entry) => entry.fault),
    stands: (kind) => standing.some(({ fault }) => fault.kind === kind),
  }
}

function concerns(
  fault: Fault,
  place: FaultPlace,
  operation: OperationName | null,
  continuesList: boolean,
): boolean {
  if (fault.kind === 'repeated_page' && !continuesList) return false
  return place.on === 'any' || place.on === operation
}

function strikes(entry: Standing): boolean {
  entry.seen += 1
  const { after = 0, times = 1 } = entry.place
  if (entry.seen <= after || entry.fired >= times) return false
  entry.fired += 1
  return true
}
