import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { invalidInput } from './invalid-input.ts';

/** Holds every body, query and path parameter against the schema that its decorator names. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: invalidInput });
  }

  /** Fastify has refused `__proto__` while parsing, and strict schemas refuse every key they do not know. */
  protected override stripProtoKeys(): void {}
}
