// Paperbill does not exist. It is a billing vendor made up for the guide, small enough to be read in one go: these
// lines are its server, and its documentation as well.
import * as z from 'zod/mini'

/** All amounts are hundredths of the major unit in every currency: 1 JPY is 100. */
export interface Bill {
  id: string
  /** Of the caller's choice; no two bills of an account have the same. */
  external_ref: string | null
  live: boolean
  state: string
  /** `invoice`: the payer is sent the bill. `card`: a stored card is charged. */
  collect: string
  currency: string
  amount_cents: number
  lines: { text: string; amount_cents: number }[]
  payer: { email: string; name: string | null }
  note: string | null
  due_at: string | null
  created_at: string
  settled_at: string | null
  cancelled_at: string | null
}

export interface Paperbill {
  fetch: typeof globalThis.fetch
  /** Everything that stands there, the oldest first. */
  bills: Map<string, Bill>
  /** A new bill, not checked and not refused. */
  put(given: Partial<Bill>): Bill
}

const newBillSchema = z.object({
  external_ref: z.nullable(z.string()),
  currency: z.string(),
  lines: z
    .array(z.object({ text: z.string(), amount_cents: z.int() }))
    .check(z.minLength(1), z.maxLength(20)),
  payer: z.object({ email: z.string(), name: z.nullable(z.string()) }),
  note: z.nullable(z.string()),
  due_at: z.nullable(z.string()),
})

export function createPaperbill({ apiKey, now }: { apiKey: string; now: () => number }): Paperbill {
  const bills = new Map<string, Bill>()
  const instant = (): string => new Date(now()).toISOString()
  const put = (given: Partial<Bill>): Bill => {
    const lines = given.lines ?? []
    const bill: Bill = {
      id: `pb_${String(bills.size + 1).padStart(6, '0')}`,
      external_ref: null,
      live: false,
      state: 'unpaid',
      collect: 'invoice',
      currency: 'USD',
      amount_cents: lines.reduce((total, line) => total + line.amount_cents, 0),
      payer: { email: 'nobody@example.com', name: null },
      note: null,
      due_at: null,
      created_at: instant(),
      settled_at: null,
      cancelled_at: null,
      ...given,
      lines,
    }
    bills.set(bill.id, bill)
    return bill
  }

  /** POST /bills */
  const create = async (request: Request): Promise<Response> => {
    const { data: asked, error } = newBillSchema.safeParse(await request.json())
    if (asked === undefined) return refusal(422, 'invalid', error.issues[0]?.message ?? 'not a bill')
    const taken = [...bills.values()].some((bill) => bill.external_ref === asked.external_ref)
    if (asked.external_ref !== null && taken) return refusal(409, 'duplicate_ref', 'external_ref is taken')
    const total = asked.lines.reduce((sum, line) => sum + line.amount_cents, 0)
    if (total <= 0) return refusal(422, 'invalid', 'the lines must add up to more than 0')
    return Response.json(put(asked), { status: 201 })
  }

  /** GET /bills?limit=&after=&external_ref= : the oldest first, without the lines. */
  const list = (query: URLSearchParams): Response => {
    const limit = Math.min(Number(query.get('limit') ?? 10), 50)
    const [after, ref] = [query.get('after') ?? '', query.get('external_ref')]
    const found = [...bills.values()].filter(
      (bill) => bill.id > after && (ref === null || bill.external_ref === ref),
    )
    const page = found.slice(0, limit)
    const next = found.length > limit ? (page.at(-1)?.id ?? null) : null
    return Response.json({ bills: page.map(({ lines: _lines, ...bill }) => bill), next })
  }

  /** POST /bills/{id}/settle and /cancel: nothing but `{ "ok": true }` comes back. */
  const act = (bill: Bill, action: string): Response => {
    if (action !== 'settle' && action !== 'cancel') return refusal(404, 'not_found', 'no such action')
    if (bill.state !== 'unpaid') return refusal(409, 'not_unpaid', `the bill is ${bill.state}`)
    const change =
      action === 'settle'
        ? { state: 'settled', settled_at: instant() }
        : { state: 'cancelled', cancelled_at: instant() }
    bills.set(bill.id, { ...bill, ...change })
    return Response.json({ ok: true })
  }

  const answer = async (request: Request): Promise<Response> => {
    if (request.headers.get('authorization') !== `Bearer ${apiKey}`)
      return refusal(401, 'bad_key', 'the key is not good')
    const { pathname, searchParams } = new URL(request.url)
    const [, resource, id, action] = pathname.split('/').map(decodeURIComponent)
    if (resource === 'account' && id === undefined)
      return Response.json({ id: 'acct_1', name: 'Acme', live: false })
    if (resource !== 'bills') return refusal(404, 'not_found', 'there is nothing here')
    if (id === undefined) return request.method === 'POST' ? create(request) : list(searchParams)
    const bill = bills.get(id)
    if (bill === undefined) return refusal(404, 'not_found', 'no such bill')
    return request.method === 'POST' ? act(bill, action ?? '') : Response.json(bill)
  }

  return { bills, put, fetch: (input, init) => answer(new Request(input, init)) }
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}
