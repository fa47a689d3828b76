import type {
  ErrorOrder,
  Surroundings,
  VendorAccount,
  VendorService,
  WireAnswer,
  WireRequest,
} from '../frame.ts'
import { answerRequest, rateLimited } from './answering.ts'
import { continuesList, errorAnswer, recordsIn, withHeaders } from './answers.ts'
import { accountOf, createDesk } from './desk.ts'
import { usualCode } from './errors.ts'
import { createIdempotencyKeys } from './idempotency.ts'
import { createOrganizations } from './organizations.ts'
import { createOutsideEvents } from './outside.ts'
import { startDailyScan } from './overdue.ts'
import { createRateLimiter } from './rate-limit.ts'
import { dialectOf, organizationOf } from './reception.ts'
import { commetRoutes } from './routes.ts'
import { seedCommet } from './seed.ts'
import { type CommetSwitches, commetSwitchDefaults } from './switches.ts'
import { resolveVersion } from './versions.ts'

/** Starts Commet, empty. */
export function startCommet(
  surroundings: Surroundings,
  chosen: Partial<CommetSwitches>,
): VendorService<VendorAccount> {
  const switches: CommetSwitches = { ...commetSwitchDefaults, ...chosen }
  const desk = createDesk(surroundings, switches)
  const keys = createIdempotencyKeys()
  const limiter = createRateLimiter(switches)
  const organizations = createOrganizations(desk.store, switches)
  const stamped = (request: WireRequest, answer: WireAnswer): WireAnswer => {
    const version = resolveVersion(request.headers['commet-version'], switches)?.version
    return withHeaders(answer, {
      'x-request-id': surroundings.ids.next('req'),
      ...(switches.echoVersion && version !== undefined ? { 'commet-version': version } : {}),
    })
  }

  return {
    name: 'commet',
    routes: commetRoutes,
    continuesList,
    recordsIn,
    accountOf: (request) => organizationOf(request, desk.store)?.name ?? null,
    answer: async (request, conditions) =>
      stamped(request, await answerRequest({ desk, keys, limiter }, request, conditions)),
    errorAnswer: (request, order) => stamped(request, orderedError(request, order, switches)),
    failedSuccess(request) {
      const talkative = { ...switches, errorsSaySuccess: true }
      return stamped(request, { ...orderedError(request, { status: 500 }, talkative), status: 200 })
    },
    account: (name) => accountOf(desk, organizations.named(name)),
    seed: (data) =>
      seedCommet(data, {
        desk,
        organizations,
        giveUpAt: (id, organization, at) => createOutsideEvents(desk, organization).markUncollectible(id, at),
      }),
    begin() {
      organizations.named()
      startDailyScan(desk)
    },
    clear() {
      desk.clear()
      keys.clear()
      limiter.clear()
    },
    settled: desk.settled,
  }
}

/** An error made to happen by a fault rule. */
function orderedError(request: WireRequest, order: ErrorOrder, switches: CommetSwitches): WireAnswer {
  const { status, retryAfterSeconds = null, code = usualCode(status) } = order
  if (status === 429 && order.code === undefined) return rateLimited(request, retryAfterSeconds, switches)
  const message = order.message ?? `Made to happen: ${code}`
  const answer = errorAnswer({ status, code, message }, dialectOf(request, switches), switches)
  return retryAfterSeconds === null
    ? answer
    : withHeaders(answer, { 'retry-after': String(retryAfterSeconds) })
}
