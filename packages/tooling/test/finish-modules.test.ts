import { expect, test } from 'vitest'
import { renameImports } from '../src/finish-modules.ts'

test('relative imports are renamed, whatever their form; libraries and text are left alone', () => {
  const code = [
    `import { a } from './a.ts'`,
    `import "../side.ts";`,
    `export { b } from "./b/c.ts"`,
    `const d = await import('./d.ts')`,
    `import e from 'library/e.ts'`,
    `// import { f } from './f.ts'`,
    `const g = "import './g.ts'"`,
  ]
  expect(renameImports(code.join('\n')).split('\n')).toEqual([
    `import { a } from './a.js'`,
    `import "../side.js";`,
    `export { b } from "./b/c.js"`,
    `const d = await import('./d.js')`,
    ...code.slice(4),
  ])
})
