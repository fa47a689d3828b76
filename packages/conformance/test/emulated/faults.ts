import type { OperationName } from '@invoice-adapters/core'
import type { Fault, FaultPlace, Faults } from '../../src/index.ts'
import { type Front, isOwn, type OwnFault } from './front.ts'

const aDay = 86_400_000

type OfEmulator =
  | { kind: 'non_json'; status: number }
  | { kind: 'empty_body'; status: number }
  | { kind: 'huge_body'; bytes: number }
  | { kind: 'redirect'; to: string }
  | { kind: 'success_false' }
  | { kind: 'refuse_connection' }
  | { kind: 'delay'; ms: number }
  | { kind: 'commit_late' }
  | { kind: 'hide_new_records'; clockMs: number }
  | { kind: 'repeat_page' }
  | Extract<
      Fault,
      { kind: 'status' | 'cut_body' | 'drop_before_commit' | 'drop_after_commit' | 'stale_read' }
    >

/** Which requests of the emulator a rule is about. */
export interface RulePlace {
  operation?: string
  path?: string
}

/** What is needed of an emulator; it is not imported, so that it stays apart. */
export interface FaultyEmulator {
  faults: {
    add(rule: RulePlace & { fault: OfEmulator; times: number; after: number }): unknown
    clear(): void
    release(): Promise<void>
  }
  clock: { advance(milliseconds: number): unknown }
}

/** The kit's words in the emulator's. */
function translated(fault: Exclude<Fault, OwnFault>): OfEmulator {
  switch (fault.kind) {
    case 'not_json':
      return { kind: 'non_json', status: fault.status ?? 200 }
    case 'empty_body':
      return { kind: 'empty_body', status: 200 }
    case 'huge_body':
      return { kind: 'huge_body', bytes: 17 * 1024 * 1024 }
    case 'redirect':
      return { kind: 'redirect', to: 'https://elsewhere.example/' }
    case 'failure_in_success':
      return { kind: 'success_false' }
    case 'unreachable':
      return { kind: 'refuse_connection' }
    case 'no_answer':
      return { kind: 'delay', ms: 60_000 }
    case 'commit_after_timeout':
      return { kind: 'commit_late' }
    case 'hidden_from_lists':
      return { kind: 'hide_new_records', clockMs: aDay }
    case 'repeated_page':
      return { kind: 'repeat_page' }
    default:
      return fault
  }
}

/** The kit's faults, made by the emulator, and by the front where the emulator has no word for them. */
export function faultsOf(
  emulator: FaultyEmulator,
  front: Front,
  placesOf: (on: OperationName | 'any') => readonly RulePlace[],
): Faults {
  let hidden = false
  return {
    inject(fault: Fault, place: FaultPlace) {
      const { on, times = 1, after = 0 } = place
      if (isOwn(fault)) front.inject(fault, place)
      else
        for (const where of placesOf(on))
          emulator.faults.add({ fault: translated(fault), times, after, ...where })
      hidden ||= fault.kind === 'hidden_from_lists'
    },
    clear() {
      front.clear()
      emulator.faults.clear()
      // What was hidden shows once its time is over.
      if (hidden) emulator.clock.advance(aDay + 1)
      hidden = false
    },
    settle: () => emulator.faults.release(),
  }
}
