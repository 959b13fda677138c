import { Controller, Get, Header } from '@nestjs/common';
import { Route } from '../access/route.ts';
import { OpenapiDocument } from './openapi-document.ts';

/** The document from which clients are generated. */
@Controller('api')
export class OpenapiController {
  constructor(private readonly document: OpenapiDocument) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Route('openapi.get', { summary: 'This document.', status: 200, etag: true })
  get(): Promise<string> {
    return this.document.text();
  }
}
