import 'reflect-metadata'
import { nodeHandler, type WebhookReceiver } from '@invoice-adapters/aggregate/store'
import { type INestApplication, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

/** Your own module. Where decorators are compiled, this line is `@Module({ controllers: […] })`. */
class AppModule {}
Module({})(AppModule)

export async function webhookApp(receiver: WebhookReceiver): Promise<INestApplication> {
  // Nest's own body parser is off: the signature is over the bytes as they arrived.
  const app = await NestFactory.create(AppModule, { bodyParser: false, logger: ['error', 'warn'] })
  app.use('/webhooks', nodeHandler(receiver))
  return app
}
