import type { JsonValue } from './json.ts'

/** `network`: before the vendor sees the request. `vendor`: after it took the idempotency key, before the work. */
export type FaultPlace = 'network' | 'vendor'

interface InsteadOfAnswer {
  /** The vendor does the work first and then answers this all the same. Default false: nothing is done. */
  readonly afterCommit?: boolean
}

/** What goes wrong. Milliseconds are real time unless they say otherwise. */
export type Fault =
  | (InsteadOfAnswer & {
      readonly kind: 'status'
      readonly status: number
      /** The vendor's error code; by default the usual one for that status. */
      readonly code?: string
      readonly message?: string
      readonly retryAfterSeconds?: number
    })
  | (InsteadOfAnswer & {
      readonly kind: 'non_json'
      /** Default 502. */
      readonly status?: number
      /** Default: a proxy's HTML page. */
      readonly body?: string
      /** Default `text/html`. */
      readonly contentType?: string
    })
  | (InsteadOfAnswer & { readonly kind: 'empty_body'; readonly status?: number })
  | {
      readonly kind: 'rate_limit'
      /** null: no Retry-After header. Default 1. */
      readonly retryAfterSeconds?: number | null
    }
  | (InsteadOfAnswer & { readonly kind: 'redirect'; readonly to: string; readonly status?: number })
  | (InsteadOfAnswer & { readonly kind: 'success_false' })
  | { readonly kind: 'refuse_connection' }
  | { readonly kind: 'drop_before_commit' }
  | { readonly kind: 'drop_after_commit' }
  | { readonly kind: 'cut_body' }
  /** Headers and half of the body come, the rest never does. */
  | { readonly kind: 'stall_body' }
  | { readonly kind: 'huge_body'; readonly bytes: number }
  /** A client that gives up during the delay leaves nothing done. */
  | { readonly kind: 'delay'; readonly ms: number; readonly at?: FaultPlace }
  /**
   * The client never gets an answer; the work is done later: `afterMs` after it gave up, or when
   * `faults.release()` is called.
   */
  | { readonly kind: 'commit_late'; readonly afterMs?: number; readonly at?: FaultPlace }
  /**
   * Records created while the rule stands stay invisible: for `listCalls` lists each, or until the emulator clock
   * is `clockMs` past their creation; for as long as the rule stands when neither is given. `times` defaults to Infinity.
   */
  | {
      readonly kind: 'hide_new_records'
      readonly listCalls?: number
      readonly clockMs?: number
      /** Hidden from single reads too. Default false. */
      readonly alsoGet?: boolean
    }
  /** Changes fields in the answer only. Field names may be dotted paths: `lineItems.0.lineType`. */
  | {
      readonly kind: 'patch_record'
      /** Which record of the answer. Default `all`. `answer` is the whole body, envelope included. */
      readonly index?: number | 'all' | 'answer'
      readonly drop?: readonly string[]
      readonly set?: Readonly<Record<string, JsonValue>>
    }
  /** Answers the account's previous list page once more. Only requests that continue a list match. */
  | { readonly kind: 'repeat_page' }
  /**
   * During a listing an item moves over the border between this page and the next: `to_next_page` shows the last
   * item of this page once more, `to_previous_page` makes the walk miss the first of the next.
   */
  | { readonly kind: 'move_across_border'; readonly direction: 'to_next_page' | 'to_previous_page' }
  /** Serves the version before the last one, where there is one. */
  | { readonly kind: 'stale_read'; readonly id?: string }
  /** For webhook faults `operation` is the event's name. */
  | { readonly kind: 'webhook_duplicate'; readonly copies?: number }
  /** `clockMs` in emulator time. */
  | { readonly kind: 'webhook_late'; readonly clockMs: number }
  /** Delivered after the endpoint's next event. */
  | { readonly kind: 'webhook_reordered' }
  | { readonly kind: 'webhook_lost' }

export type FaultKind = Fault['kind']

export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>

export interface FaultRule {
  readonly vendor?: string
  readonly account?: string
  readonly method?: string
  /** The path without the query. In a string `*` stands for any characters. */
  readonly path?: string | RegExp
  /** A route's name such as `create_invoice`, or an event's name for webhook faults. */
  readonly operation?: string
  /** Matches to let pass first. Default 0. */
  readonly after?: number
  /** How often it happens. Default 1; `Infinity` is allowed. */
  readonly times?: number
  readonly fault: Fault
}

export interface FiredFault {
  /** Emulator time, RFC 3339 UTC. */
  readonly at: string
  readonly rule: FaultRule
  readonly operation: string | null
  readonly path: string
}

export interface Faults {
  /** Adds a rule; the function returned withdraws it. */
  add(rule: FaultRule): () => void
  /** Withdraws every rule. What has fired stays on record. */
  clear(): void
  /** Lets every commit held by `commit_late` happen; resolves when they have. */
  release(): Promise<void>
  /** Commits now held by `commit_late`. */
  readonly held: number
  readonly fired: readonly FiredFault[]
}
