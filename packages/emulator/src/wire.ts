/** A request as it arrived, whether in process or over a socket. */
export interface WireRequest {
  readonly origin: string
  readonly method: string
  /** Still percent-encoded, without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Aborted when the client gives up. */
  readonly signal: AbortSignal
}

/** How the bytes of an answer's body reach the client. */
export type BodyFate = 'whole' | 'cut' | 'stalled'

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly bodyFate?: BodyFate
  /** Blanks sent before the body, so that it stays valid JSON however large it is. */
  readonly paddingBytes?: number
}

export type ConnectionFailure = 'ECONNRESET' | 'ECONNREFUSED' | 'UND_ERR_SOCKET'

export type Outcome =
  | { readonly kind: 'answered'; readonly answer: WireAnswer }
  | { readonly kind: 'failed'; readonly failure: ConnectionFailure }

/** A request that arrived, as tests look at it. */
export interface RecordedRequest {
  /** Emulator time, RFC 3339 UTC. */
  readonly at: string
  readonly vendor: string
  /** Whose key it carried; null when it carried none that is known. */
  readonly account: string | null
  /** The vendor's route, null when no path matched. */
  readonly operation: string | null
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** HTTP status that was answered; null while none was, and for ever after a dropped connection. */
  readonly answered: number | null
}
