import type { INestApplication } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@kraken/shared';
import { z } from 'zod';

/** The API document, made on first demand: nobody pays for it at start. */
@Injectable()
export class OpenapiDocument {
  private app: INestApplication | undefined;
  private made: string | undefined;

  describe(app: INestApplication): void {
    this.app = app;
  }

  get text(): string {
    if (!this.app) throw new Error('the document has no application to describe');
    this.made ??= JSON.stringify(openapiOf(this.app));
    return this.made;
  }
}

/** The OpenAPI document of all routes of an application. */
export function openapiOf(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('Kraken')
    .setDescription('The interface of a Kraken server. Every refusal is a `Problem`.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, head, { autoTagControllers: false });
  // Every route refers to it, and none carries it.
  const { definitions: problem } = z.toJSONSchema(z.array(Problem), { target: 'openapi-3.0' });
  document.components ??= {};
  document.components.schemas = sorted({ ...document.components.schemas, ...(problem as object) });
  document.paths = sorted(document.paths);
  return document;
}

/** By name, so that adding a route changes one place of the document. */
function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
