import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** A program of this folder in a process of its own; what it wrote to its standard output, or why it failed. */
export function runProgram(
  name: string,
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<string> {
  const program = fileURLToPath(new URL(name, import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    let [output, problems] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      problems += chunk.toString()
    })
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${code}: ${problems}`))))
  })
}
