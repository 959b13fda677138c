import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileDocumentStage } from '../aggregation/documentStages.ts';

const ALLOWED = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** An update given as an aggregation pipeline. */
export function compilePipelineUpdate(
  stages: readonly Document[],
  variables: Readonly<Record<string, unknown>>,
): (document: Document) => Document {
  const steps = stages.map((stage) => {
    const [name, operand] = Object.entries(stage)[0] ?? ['', undefined];
    if (!ALLOWED.has(name)) {
      throw new CommandError(
        'InvalidOptions',
        `${name} is not allowed to be used within an update`,
      );
    }
    return compileDocumentStage(name, operand, variables);
  });
  return (document) => steps.reduce((current, step) => step(current), document);
}
