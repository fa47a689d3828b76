/** The quick tier repeats itself exactly, unless told otherwise with `PROVE_SEED`. */
export const quickSeed = 20_261_120

export interface SeedChoice {
  seed: number
  rest: string[]
  problem?: string
}

/** The seed from `--seed N` or `--seed=N`, else from the environment, else from the clock; `rest` is for vitest. */
export function readSeed(argv: string[], fromEnvironment: string | undefined, now: number): SeedChoice {
  const rest: string[] = []
  let text = fromEnvironment === '' ? undefined : fromEnvironment
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? ''
    if (argument === '--seed') {
      index += 1
      text = argv[index] ?? ''
    } else if (argument.startsWith('--seed=')) text = argument.slice('--seed='.length)
    else rest.push(argument)
  }
  // fast-check takes a 32-bit seed.
  if (text === undefined) return { seed: now % 2 ** 31, rest }
  const seed = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(seed) || seed !== (seed | 0)) {
    return { seed: 0, rest, problem: `The seed must be a 32-bit whole number, not "${text}".` }
  }
  return { seed, rest }
}
