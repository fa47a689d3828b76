import { err, ok, Result } from '@invoice-adapters/core'

/** What is given with a command: an argument by its place, or a flag by its name. */
export interface Input<T> {
  summary: string
  /** How the value is called in the help; null for a switch, which has none. */
  placeholder: string | null
  required: boolean
  repeats: boolean
  choices: readonly string[] | null
  /** What shell completion offers. */
  completes: 'account' | 'file' | null
  /** The texts in the order given; null where none was. What is wrong comes back as the end of a sentence. */
  read(texts: readonly string[] | null): Result<T, string>
}

export type Inputs = Record<string, Input<unknown>>

export type ValuesOf<I extends Inputs> = { [K in keyof I]: I[K] extends Input<infer T> ? T : never }

const plain = { required: false, repeats: false, choices: null, completes: null } as const

/** One value, read by `parse`. */
export function value<T>(
  placeholder: string,
  summary: string,
  parse: (text: string) => Result<T, string>,
): Input<T | undefined> {
  return {
    ...plain,
    summary,
    placeholder,
    read: (texts) => {
      if (texts === null) return ok(undefined)
      const [text = '', ...more] = texts
      return more.length > 0 ? err('is given more than once') : parse(text)
    },
  }
}

export function text(placeholder: string, summary: string): Input<string | undefined> {
  return value(placeholder, summary, (given) => (given === '' ? err('must not be empty') : ok(given)))
}

export function file(placeholder: string, summary: string): Input<string | undefined> {
  return { ...text(placeholder, summary), completes: 'file' }
}

export function account(summary = 'Name of an account in the configuration'): Input<string | undefined> {
  return { ...text('ACCOUNT', summary), completes: 'account' }
}

export function choice<const C extends string>(
  placeholder: string,
  choices: readonly C[],
  summary: string,
): Input<C | undefined> {
  const parse = (given: string): Result<C, string> => {
    const found = choices.find((one) => one === given)
    return found === undefined ? err(`must be one of ${choices.join(', ')}, not ${given}`) : ok(found)
  }
  return { ...value(placeholder, summary, parse), choices }
}

export function wholeNumber(
  placeholder: string,
  summary: string,
  { least, most }: { least: number; most: number },
): Input<number | undefined> {
  return value(placeholder, summary, (given) => {
    const number = /^-?\d{1,15}$/.test(given) ? Number(given) : Number.NaN
    return number >= least && number <= most
      ? ok(number)
      : err(`must be a whole number from ${least} to ${most}, not ${given}`)
  })
}

/** A date is the first instant of its UTC day. */
export function instant(placeholder: string, summary: string): Input<string | undefined> {
  return value(placeholder, summary, (given) => {
    const shape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/
    const time = shape.test(given) ? new Date(given) : new Date(Number.NaN)
    // 2026-02-30 is taken by the platform as the 2nd of March.
    const sameDay = given.length > 10 || time.toJSON()?.startsWith(given)
    return Number.isNaN(time.getTime()) || !sameDay
      ? err(`must be a date such as 2026-09-30, or an instant such as 2026-09-30T12:00:00Z, not ${given}`)
      : ok(time.toISOString())
  })
}

export function whether(summary: string): Input<boolean> {
  return { ...plain, summary, placeholder: null, read: (texts) => ok(texts !== null) }
}

export function required<T>(input: Input<T | undefined>): Input<T> {
  return {
    ...input,
    required: true,
    read: (texts) => input.read(texts).andThen((read) => (read === undefined ? err('is missing') : ok(read))),
  }
}

/** May be given many times; none is an empty list. */
export function many<T>(input: Input<T | undefined>): Input<T[]> {
  return {
    ...input,
    repeats: true,
    read: (texts) =>
      Result.combine((texts ?? []).map((one) => input.read([one]))).map((all) =>
        all.filter((one) => one !== undefined),
      ),
  }
}
