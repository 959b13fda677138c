import 'reflect-metadata';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { MongoClient } from 'mongodb';
import { AppModule } from './app.module.ts';
import { readEnv } from './env.ts';
import { Mongo } from './platform/mongo/mongo.ts';

/**
 * The application as a description only: its modules and routes are known, nothing of it is made. For the API document and
 * for checks, which need neither a port nor a database.
 */
export function describeApp(features?: readonly Type[]): Promise<INestApplication> {
  const env = readEnv({});
  // Never connected: a client opens nothing before it is asked something.
  const mongo = new Mongo(new MongoClient('mongodb://localhost'), env.MONGODB_DATABASE);
  const secrets = { jwt: '', links: '' };
  return NestFactory.create(AppModule.on({ env, secrets, mongo }, features), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
}
