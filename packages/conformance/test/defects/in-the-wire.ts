import type { Ground, Plant, WireWords } from './defect.ts'

type Wire = Record<string, unknown>

/** Every successful JSON answer of the vendor, changed before the adapter sees it. */
export function inEveryAnswer(change: (body: object, url: URL, wire: WireWords) => unknown): Plant {
  return {
    fetch:
      (fetch, { wire }) =>
      async (input, init) => {
        const response = await fetch(input, init)
        const body = response.ok ? jsonIn(await textOf(response)) : undefined
        if (typeof body !== 'object' || body === null) return response
        const changed = change(body, new URL(String(input)), wire)
        return new Response(JSON.stringify(changed), { status: response.status, headers: response.headers })
      },
  }
}

/** Every record of an answer, of a list or single, changed. */
export function inEveryRecord(change: (record: Wire, wire: WireWords) => Wire): Plant {
  return inEveryAnswer((body, _url, wire) => eachRecord(body, (record) => change(record, wire)))
}

/** A record is what has an id. */
function eachRecord(value: unknown, change: (record: Wire) => Wire): unknown {
  if (Array.isArray(value)) return value.map((entry) => eachRecord(entry, change))
  if (typeof value !== 'object' || value === null) return value
  if ('id' in value) return change({ ...value })
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, eachRecord(member, change)]))
}

/** As a record cannot be read: without the id. */
export function unreadable({ id: _gone, ...record }: Wire): Wire {
  return { ...record, status: null }
}

/** Every request, changed before the vendor sees it. */
export function inEveryRequest(
  change: (url: URL, init: RequestInit, ground: Ground) => [URL, RequestInit],
): Plant {
  return {
    fetch:
      (fetch, ground) =>
      (input, init = {}) => {
        const given = { ...init, headers: new Headers(init.headers) }
        const [url, changed] = change(new URL(String(input)), given, ground)
        return fetch(url, changed)
      },
  }
}

/** Whatever record an answer holds, it counts as the one that the address names. */
export const takingAnyRecord: Plant = inEveryAnswer((body, url) => {
  const [, id] = /\/invoices?\/([^/]+)/.exec(url.pathname) ?? []
  if (id === undefined) return body
  return eachRecord(body, (record) => ({ ...record, id: decodeURIComponent(id) }))
})

/** Empty where the answer breaks off. */
export function textOf(response: Response): Promise<string> {
  return response
    .clone()
    .text()
    .catch(() => '')
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
