import type { Type } from '@nestjs/common';

/** Every feature of the product, one line each: what is not here does not exist. */
export const featureModules: Type[] = [];
