import { err, ok, type Result } from '@invoice-adapters/core'
import type { Command, Given } from './command.ts'
import { type Failure, failure } from './failure.ts'
import type { Inputs, ValuesOf } from './inputs.ts'
import type { RawInputs } from './program.ts'

/** Reads what was given with a command; the first that is not right is the answer. */
export function readInputs(
  command: Command,
  raw: { arguments: RawInputs; flags: RawInputs },
): Result<Given<Inputs, Inputs>, Failure> {
  return readAll(command.arguments, raw.arguments, (_, placeholder) => placeholder).andThen((args) =>
    readAll(command.flags, raw.flags, flagName).map((flags) => ({ arguments: args, flags })),
  )
}

function readAll(
  inputs: Inputs,
  raw: RawInputs,
  nameOf: (name: string, placeholder: string) => string,
): Result<ValuesOf<Inputs>, Failure> {
  const values: Record<string, unknown> = {}
  for (const [name, input] of Object.entries(inputs)) {
    const read = input.read(raw[name] ?? null)
    if (read.isErr()) {
      return err(failure('usage', `${nameOf(name, input.placeholder ?? '')} ${read.error}`))
    }
    values[name] = read.value
  }
  return ok(values)
}

function flagName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
