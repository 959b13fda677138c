import { expect, it } from 'vitest';
import { describeApp } from '../../describe-app.ts';
import { openapiOf } from './openapi-of.ts';

it('describes every route by its id, with the answer and the problem as components', async () => {
  const document = openapiOf(await describeApp());
  expect(document.paths['/health']?.get).toMatchObject({
    operationId: 'healthLive',
    responses: {
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Health' } } } },
      default: {
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  });
  expect(document.components?.schemas).toHaveProperty('Problem.properties.code');
});
