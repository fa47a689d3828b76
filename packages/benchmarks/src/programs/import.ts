// Prints the milliseconds that loading takes: of the packages with all they need, or only of what they need of others.
const modules: Record<string, readonly string[]> = {
  packages: ['core', 'core/authoring', 'commet', 'asset', 'whop'].map((name) => `@invoice-adapters/${name}`),
  libraries: ['zod/mini', 'ky', 'neverthrow', 'big.js'],
}

const began = performance.now()
for (const specifier of modules[process.argv[2] ?? ''] ?? []) await import(specifier)
process.stdout.write(String(performance.now() - began))
