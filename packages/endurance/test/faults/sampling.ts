/** Every item, or so many of them: spread over the whole list, and others with another seed. */
export function sample<T>(items: readonly T[], count: number, seed: number): T[] {
  if (count >= items.length) return [...items]
  const stride = items.length / count
  const offset = (seed % 1_000) / 1_000
  return Array.from({ length: count }, (_, index) => items[Math.floor((index + offset) * stride)] as T)
}
