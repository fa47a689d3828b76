import type { ErrorEnvelope } from './switches.ts'

/** A field that is wrong: where it is, and what is wrong with it. */
export interface FieldProblem {
  readonly at: readonly (string | number)[]
  readonly message: string
}

export interface AssetError {
  readonly status: number
  readonly message: string
  readonly problems?: readonly FieldProblem[]
}

export interface WireProblem {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

/** guess: all four. The published ErrorResponse was never seen from inside. */
const envelopes: Readonly<Record<ErrorEnvelope, (error: AssetError) => object>> = {
  detail: ({ message }) => ({ detail: message }),
  detail_list: ({ message, problems }) => ({ detail: problems?.map(wireProblem) ?? message }),
  error: ({ message }) => ({ error: message }),
  message: ({ message }) => ({ message }),
}

export function errorBody(error: AssetError, envelope: ErrorEnvelope): object {
  return envelopes[envelope](error)
}

const wireProblem = ({ at, message }: FieldProblem): WireProblem => ({
  loc: at,
  msg: message,
  type: message === missing ? 'missing' : 'value_error',
})

export const missing = 'Field required'

export function validationError(problems: readonly FieldProblem[]): AssetError {
  return { status: 422, message: describeProblems(problems), problems }
}

export function describeProblems(problems: readonly FieldProblem[]): string {
  return problems.map(({ at, message }) => `${at.join('.')}: ${message}`).join('; ')
}

/** A refusal of one field that is well formed. */
export function fieldError(field: string, message: string): AssetError {
  return validationError([{ at: ['body', field], message }])
}

export const notFound = (what: string): AssetError => ({ status: 404, message: `${what} not found` })

/** No record has a field of that name. */
export const isError = (value: object): value is AssetError => 'message' in value

/** What cannot be computed exactly is refused. */
export function withinRange<T>(work: () => T): T | AssetError {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof RangeError) return { status: 422, message: 'Amount out of range' }
    throw thrown
  }
}
