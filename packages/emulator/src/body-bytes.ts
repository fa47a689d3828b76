import type { WireAnswer } from './wire.ts'

const paddingChunk: Uint8Array = new Uint8Array(64 * 1024).fill(0x20)

/** Length of the whole body, as `content-length` announces it. */
export function bodyLength(answer: WireAnswer): number {
  return (answer.paddingBytes ?? 0) + new TextEncoder().encode(answer.body).byteLength
}

/** The bytes that are sent: all of them, or the first half where the answer is cut or stalls. */
export function* bodyBytes(answer: WireAnswer): Generator<Uint8Array> {
  let padding = answer.paddingBytes ?? 0
  while (padding > 0) {
    const chunk = paddingChunk.subarray(0, Math.min(padding, paddingChunk.byteLength))
    padding -= chunk.byteLength
    yield chunk
  }
  const bytes = new TextEncoder().encode(answer.body)
  const sent = (answer.bodyFate ?? 'whole') === 'whole' ? bytes.byteLength : Math.floor(bytes.byteLength / 2)
  if (sent > 0) yield bytes.subarray(0, sent)
}
