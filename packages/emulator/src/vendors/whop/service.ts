import type { ErrorOrder, Surroundings, VendorService, WireAnswer } from '../frame.ts'
import type { WhopAccount } from './account.ts'
import { answerRequest } from './answering.ts'
import { continuesList, errorAnswer, rateLimited, recordsIn, withHeaders } from './answers.ts'
import { createCompanies } from './companies.ts'
import { accountOf, createDesk } from './desk.ts'
import { usualCode } from './errors.ts'
import { createIdempotencyKeys } from './idempotency.ts'
import { createRateLimiter } from './rate-limit.ts'
import { companyOf, findRoute } from './reception.ts'
import { type WhopOperation, whopRoutes } from './routes.ts'
import { seedWhop } from './seed.ts'
import { type WhopSwitches, whopSwitchDefaults } from './switches.ts'

/** Operations that answer a bare boolean. */
const booleanAnswers: ReadonlySet<WhopOperation | undefined> = new Set([
  'delete_invoice',
  'mark_paid',
  'mark_uncollectible',
  'void',
  'resend',
])

/** Starts Whop, empty. */
export function startWhop(
  surroundings: Surroundings,
  chosen: Partial<WhopSwitches>,
): VendorService<WhopAccount> {
  const switches: WhopSwitches = { ...whopSwitchDefaults, ...chosen }
  const desk = createDesk(surroundings, switches)
  const keys = createIdempotencyKeys()
  const limiter = createRateLimiter(switches)
  const companies = createCompanies(desk.store)

  return {
    name: 'whop',
    routes: whopRoutes,
    continuesList,
    recordsIn,
    accountOf: (request) => companyOf(request, desk.store)?.name ?? null,
    answer: (request, conditions) => answerRequest({ desk, keys, limiter }, request, conditions),
    errorAnswer: (_request, order) => orderedError(order, switches),
    failedSuccess(request) {
      const isBoolean = booleanAnswers.has(findRoute(request)?.row.name)
      const answer = { ...orderedError({ status: 500 }, switches), status: 200 }
      return isBoolean ? { ...answer, body: 'false' } : answer
    },
    account: (name) => accountOf(desk, companies.named(name)),
    seed: (data) => seedWhop(data, { desk, companies }),
    begin: () => void companies.named(),
    clear() {
      desk.clear()
      keys.clear()
      limiter.clear()
    },
    settled: desk.settled,
  }
}

/** An error made to happen by a fault rule. */
function orderedError(order: ErrorOrder, switches: WhopSwitches): WireAnswer {
  const { status, retryAfterSeconds = null, code = usualCode(status) } = order
  if (status === 429 && order.code === undefined) return rateLimited(retryAfterSeconds, switches)
  const message = order.message ?? `Made to happen: ${code}`
  const answer = errorAnswer({ status, code, message }, switches)
  return retryAfterSeconds === null
    ? answer
    : withHeaders(answer, { 'retry-after': String(retryAfterSeconds) })
}
