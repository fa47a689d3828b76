import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint, type Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
import { root } from '../src/root.ts'
import { noDroppedResult } from '../src/rules/no-dropped-result.ts'

const fixtures = join(root, 'packages', 'tooling', 'fixtures', 'lint')
const plugins = {
  '@typescript-eslint': tseslint.plugin,
  'in-house': { rules: { 'no-dropped-result': noDroppedResult } },
} as unknown as NonNullable<Linter.Config['plugins']>

/** The rules as the root configuration has them for a source file, applied to a fixture. */
async function lint(file: string): Promise<Linter.LintMessage[]> {
  const rootConfig = (await new ESLint({ cwd: root }).calculateConfigForFile(
    'packages/core/src/index.ts',
  )) as Linter.Config
  const eslint = new ESLint({
    cwd: fixtures,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: {
        parser: tseslint.parser as Linter.Parser,
        parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: fixtures },
      },
      plugins,
      rules: rootConfig.rules ?? {},
    },
  })
  const [result] = await eslint.lintFiles([file])
  return result?.messages ?? []
}

test('every dropped Result is reported', { timeout: 60_000 }, async () => {
  const source = readFileSync(join(fixtures, 'dropped.ts'), 'utf8').split('\n')
  const body = source.findIndex((line) => line.startsWith('export async function'))
  const expected = source.flatMap((_line, index) =>
    index > body && index < source.length - 2 ? [index + 1] : [],
  )
  const reported = (await lint('dropped.ts')).filter(
    (message) => message.ruleId === 'in-house/no-dropped-result',
  )
  expect(expected).toHaveLength(8)
  expect(reported.map((message) => message.line)).toEqual(expected)
})

test('a Result that is kept, and a promise of something else, are left alone', {
  timeout: 60_000,
}, async () => {
  expect(await lint('kept.ts')).toEqual([])
})

test('each other safety rule fires', { timeout: 60_000 }, async () => {
  expect((await lint('habits.ts')).map((message) => message.ruleId)).toEqual([
    '@typescript-eslint/no-floating-promises',
    '@typescript-eslint/no-explicit-any',
    '@typescript-eslint/no-non-null-assertion',
    '@typescript-eslint/switch-exhaustiveness-check',
  ])
})

test('a rule that has no types says so instead of passing', async () => {
  const eslint = new ESLint({
    cwd: fixtures,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser as Linter.Parser },
      plugins,
      rules: { 'in-house/no-dropped-result': 'error' },
    },
  })
  await expect(eslint.lintFiles(['dropped.ts'])).rejects.toThrow('needs type information')
})

test.each(['packages/emulator/src/a.ts', 'packages/commet/test/a.test.ts', 'docs/demo/demo.ts'])(
  'the dropped-Result rule is an error for %s',
  async (path) => {
    const config = (await new ESLint({ cwd: root }).calculateConfigForFile(path)) as Linter.Config
    expect(config.rules?.['in-house/no-dropped-result']).toEqual([2])
  },
)
