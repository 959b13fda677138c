import type { Document } from '../bson/types.ts';
import type { Context } from '../commands/context.ts';
import type { Query } from '../commands/find.ts';

/** Documents in, documents out, one at a time where the stage allows it. */
export type Pipeline = (documents: Iterable<Document>) => Iterable<Document>;

/** Where a pipeline runs. Stages that hold pipelines of their own run them through it. */
export interface Scope {
  readonly context: Context;
  /** The collection it reads. */
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly compile: (scope: Scope, stages: readonly Document[], isStart: boolean) => Pipeline;
  readonly read: (context: Context, name: string, query: Query) => Iterable<Document>;
}

export type StageCompiler = (scope: Scope, operand: unknown, name: string) => Pipeline;
