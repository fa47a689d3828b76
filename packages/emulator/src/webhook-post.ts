import type { DeliveryOutcome, WebhookMessage, WebhookReceiver } from './webhook-facts.ts'

export interface PostResult {
  readonly outcome: DeliveryOutcome
  readonly status: number | null
}

/** Hands one message to a receiver, over the network where that is an address. Never rejects. */
export async function postWebhook(
  receiver: WebhookReceiver | string,
  message: WebhookMessage,
  timeoutMs: number,
): Promise<PostResult> {
  const address = typeof receiver === 'string' ? receiver : 'http://receiver.invalid/'
  const signal = AbortSignal.timeout(timeoutMs)
  const { headers, body } = message
  const lateness = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    const request = new Request(address, { method: 'POST', headers, body, signal })
    const answering = typeof receiver === 'string' ? fetch(request) : Promise.resolve(request).then(receiver)
    const response = await Promise.race([answering, lateness])
    await response.body?.cancel()
    return { outcome: response.ok ? 'accepted' : 'refused', status: response.status }
  } catch {
    return { outcome: 'unreachable', status: null }
  }
}
