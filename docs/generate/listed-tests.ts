import { testNames } from './test-names.ts'

/** Every file whose test names stand in a table. */
const files = [
  'packages/commet/test/wire.test.ts',
  'packages/commet/test/official-client.test.ts',
  'packages/asset/test/wire.test.ts',
  'packages/asset/test/generations.test.ts',
  'packages/whop/test/wire.test.ts',
  'packages/whop/test/official-client.test.ts',
] as const

let listed: Record<string, string[]> | null = null

/** The names of the tests in a file. All files are listed together, once: a test runner takes seconds to start. */
export function listedTests(file: (typeof files)[number]): string[] {
  listed ??= testNames([...files])
  return listed[file] ?? []
}
