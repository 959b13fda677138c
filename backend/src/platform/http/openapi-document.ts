import type { INestApplication } from '@nestjs/common';
import { Injectable } from '@nestjs/common';

/** The API document, made on first demand: nobody pays for it at start, nor for the library that makes it. */
@Injectable()
export class OpenapiDocument {
  private app: INestApplication | undefined;
  private made: Promise<string> | undefined;

  describe(app: INestApplication): void {
    this.app = app;
  }

  text(): Promise<string> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<string> {
    if (!this.app) throw new Error('the document has no application to describe');
    const { openapiOf } = await import('./openapi-of.ts');
    return JSON.stringify(openapiOf(this.app));
  }
}
