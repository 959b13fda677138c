import type { INestApplication } from '@nestjs/common';
import { ApiOperation, ApiResponse, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@kraken/shared';
import { z } from 'zod';
import { routeAccess } from '../../access-table.ts';
import type { RouteId } from '../../access-table.ts';
import type { ServedRoute } from '../access/access-check.ts';
import { servedRoutes } from '../access/access-check.ts';
import { routeOf, routeTextOf } from '../access/route.ts';

/** The OpenAPI document of all routes of an application. Loaded on demand only: its library is large. */
export function openapiOf(app: INestApplication): OpenAPIObject {
  for (const route of servedRoutes(app)) describeRoute(route);
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

/** Puts into swagger's words what `@Route` says of a method. Doing it again changes nothing. */
function describeRoute({ controller, name }: ServedRoute): void {
  const prototype = controller.prototype as object;
  const method = Object.getOwnPropertyDescriptor(prototype, name);
  const facts = method && routeOf(method.value as object);
  const text = method && routeTextOf(method.value as object);
  if (!facts || !text) return;
  const { routeId, answers } = facts;
  const decorators = [
    ApiOperation({
      operationId: operationIdOf(routeId),
      summary: text.summary,
      tags: [routeId.slice(0, routeId.indexOf('.'))],
      security: routeAccess[routeId].anonymous === 'allow' ? [] : [{ bearer: [] }],
    }),
    ApiResponse({
      status: text.status,
      description: 'Done',
      ...(answers && { standardSchema: answers }),
    }),
    ApiResponse({
      status: 'default',
      description: 'Refused',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  ];
  for (const decorate of decorators) decorate(prototype, name, method);
}

/** `message.send` → `messageSend`: the operation's name in the API document and in the generated client. */
function operationIdOf(id: RouteId): string {
  return id.replace(/\.(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** By name, so that adding a route changes one place of the document. */
function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
