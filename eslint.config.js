import tseslint from 'typescript-eslint'
import { noDroppedResult } from './packages/tooling/src/rules/no-dropped-result.ts'

// Biome formats and finds the common mistakes; ESLint holds only what needs types, and the two habits that are
// forbidden in sources but allowed in tests.
const safetyRules = {
  'in-house/no-dropped-result': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
}

const plugins = {
  '@typescript-eslint': tseslint.plugin,
  'in-house': { rules: { 'no-dropped-result': noDroppedResult } },
}

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', '.stryker-tmp/**', 'packages/tooling/fixtures/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['packages/*/{src,test}/**/*.ts', 'docs/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    plugins,
    rules: safetyRules,
  },
  {
    files: ['packages/*/test/**/*.ts', '**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
]
