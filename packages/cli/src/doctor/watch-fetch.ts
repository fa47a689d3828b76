export interface Watched {
  fetch: typeof globalThis.fetch
  /** How far this machine's clock is ahead of the vendor's, in milliseconds, at the last answer; null: not told. */
  ahead(): number | null
}

/** Reads the `Date` header of every answer: it has whole seconds, so that less than two of difference says nothing. */
export function watchFetch(now: () => number): Watched {
  let ahead: number | null = null
  return {
    ahead: () => ahead,
    async fetch(input, init) {
      const before = now()
      const response = await fetch(input, init)
      const stated = Date.parse(response.headers.get('date') ?? '')
      if (!Number.isNaN(stated)) ahead = (before + now()) / 2 - (stated + 500)
      return response
    },
  }
}
