/** A signal for one call, and what ends everything that still waits on it. */
export interface OwnSignal {
  signal: AbortSignal
  end(): void
}

/** Made once: an exception collects the stack, which costs more than the rest of ending. */
const ended: unknown = 'the call has ended'

/**
 * Aborts with the caller's signal, for the same reason, and when the call ends. `AbortSignal.any` would do the same, but
 * the caller's signal then holds on to every call until garbage is collected, and a long listing to every page.
 */
export function ownSignal(caller: AbortSignal | undefined): OwnSignal {
  const own = new AbortController()
  const follow = (): void => own.abort(caller?.reason)
  if (caller?.aborted === true) follow()
  caller?.addEventListener('abort', follow, { once: true })
  return {
    signal: own.signal,
    end: () => {
      caller?.removeEventListener('abort', follow)
      own.abort(ended)
    },
  }
}
