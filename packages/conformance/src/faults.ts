import type { OperationName } from '@invoice-adapters/core'

/**
 * What the backend is told to do wrong, in words that fit any vendor. The harness translates them.
 *
 * *Commit* means that the write took effect at the vendor, whatever the client was told.
 */
export type Fault =
  /** A complete answer with the vendor's own error body. `afterCommit`: the work is done all the same. */
  | { kind: 'status'; status: number; retryAfterSeconds?: number; afterCommit?: boolean }
  /** A complete answer of the given status (default 200) whose body is not JSON. */
  | { kind: 'not_json'; status?: number }
  | { kind: 'empty_body' }
  /** The connection ends in the middle of a 200 answer. */
  | { kind: 'cut_body' }
  /** A 200 answer larger than any honest one. */
  | { kind: 'huge_body' }
  /** To another address; the kit looks whether the credential follows. */
  | { kind: 'redirect' }
  /** A 200 answer that reports a failure inside. */
  | { kind: 'failure_in_success' }
  /** The connection is refused: nothing ever left. */
  | { kind: 'unreachable' }
  | { kind: 'drop_before_commit' }
  | { kind: 'drop_after_commit' }
  /** Never answered, and never done. */
  | { kind: 'no_answer' }
  /** Never answered; done only when `settle` is called. */
  | { kind: 'commit_after_timeout' }
  /** What is created while this stands is missing from lists and searches; a read by its id finds it. */
  | { kind: 'hidden_from_lists' }
  /** A continued list answers the page before once more. */
  | { kind: 'repeated_page' }
  /** A read answers the record as it was before its last change. */
  | { kind: 'stale_read' }
  /** One field of one record in an answer is not what it should be. */
  | { kind: 'changed_record'; id: string; change: RecordChange }
  /** An answer that should hold the record `id` holds `instead`, another one of the account. */
  | { kind: 'other_record'; id: string; instead: string }
  /** The request waits on its way while something else happens: `work` is done before the vendor sees it. */
  | { kind: 'meanwhile'; work: () => Promise<void> }
  /** A created invoice is not what was asked: the vendor holds another amount, or another currency. */
  | { kind: 'comes_out_different'; what: 'amount' | 'currency' }
  /** An error answer that repeats the credential it was sent. */
  | { kind: 'echoed_credential' }

/**
 * `missing_field`, `wrong_type`: a field without which the record cannot be read. `unknown_value`: a word that no enum
 * of the vendor has, in place of what `HarnessFacts.wordFields` are read from, never of the status; without such a place
 * the record stays as it is. `extra_field`: a field nobody has heard of.
 */
export type RecordChange = 'missing_field' | 'wrong_type' | 'unknown_value' | 'extra_field'

export type FaultKind = Fault['kind']

export interface FaultPlace {
  /**
   * What a request is at the vendor, whoever sends it; `any`: every request. Each request is of one operation alone:
   * that whose main request it is. So a single read is `get` also inside `setStatus`, and a look for the caller's key
   * inside `create` is `findByExternalId` where its address tells that it is one, else `list`, and never `create`.
   */
  on: OperationName | 'any'
  /** How often; default 1. */
  times?: number
  /** How many such requests pass unharmed before; default 0. */
  after?: number
}

export interface Faults {
  inject(fault: Fault, place: FaultPlace): void
  /** Withdraws every fault, so that what was hidden shows. */
  clear(): void
  /** Lets every write happen that `commit_after_timeout` holds back. */
  settle(): Promise<void>
}
