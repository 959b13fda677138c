import { createRequire } from 'node:module';
import type * as Aggregation from 'mingo/aggregator';
import type * as Core from 'mingo/core';
import type * as Accumulators from 'mingo/operators/accumulator';
import type * as Expressions from 'mingo/operators/expression';
import type * as Stages from 'mingo/operators/pipeline';
import type * as Windows from 'mingo/operators/window';

/** What is used of `mingo`. */
export interface Library {
  readonly aggregation: typeof Aggregation;
  readonly core: typeof Core;
  readonly accumulators: typeof Accumulators;
  readonly expressions: typeof Expressions;
  readonly stages: typeof Stages;
  readonly windows: typeof Windows;
}

const load = createRequire(import.meta.url);
let loaded: Library | undefined;

/**
 * The library, loaded when the first expression needs it: it takes 14 MB, and what a chat asks for every day needs none
 * of it. It is loaded at once, not by `import()`, because commands are carried out without a pause.
 */
export function library(): Library {
  loaded ??= {
    aggregation: load('mingo/aggregator') as typeof Aggregation,
    core: load('mingo/core') as typeof Core,
    accumulators: load('mingo/operators/accumulator') as typeof Accumulators,
    expressions: load('mingo/operators/expression') as typeof Expressions,
    stages: load('mingo/operators/pipeline') as typeof Stages,
    windows: load('mingo/operators/window') as typeof Windows,
  };
  return loaded;
}
