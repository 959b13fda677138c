import type { INestApplication, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ClientEvents } from '@kraken/shared';
import { routeAccess, signalAccess } from '../../access-table.ts';
import { routeOf } from './route.ts';

/** A route as the application serves it. */
export interface ServedRoute {
  /** Controller and method, for a person. */
  place: string;
  controller: Type;
  /** The method's name. */
  name: string;
  method: string;
  path: string;
  /** Undefined where `@Route` is missing. */
  id: string | undefined;
}

/** Every route of the application's controllers. */
export function servedRoutes(app: INestApplication): ServedRoute[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const path: unknown = handler && Reflect.getMetadata(PATH_METADATA, handler);
      if (handler === undefined || path === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? '?';
      const parts = [Reflect.getMetadata(PATH_METADATA, metatype), path].map((part) =>
        String(part).replace(/^\/|\/$/g, ''),
      );
      return [
        {
          place: `${metatype.name}.${name}`,
          controller: metatype as Type,
          name,
          method,
          path: `/${parts.filter(Boolean).join('/')}`,
          id: routeOf(handler)?.routeId,
        },
      ];
    });
  });
}

/** What is wrong between the access table, the routes and the client signals; nothing when all is well. */
export function accessFaults(app: INestApplication): string[] {
  const routes = servedRoutes(app);
  const served = routes.map(({ id }) => id);
  return [
    ...routes.filter(({ id }) => id === undefined).map(({ place }) => `${place} has no @Route`),
    ...routes
      .filter(({ id }, index) => id !== undefined && served.indexOf(id) < index)
      .map(({ place, id }) => `${place} serves ${id} a second time`),
    ...Object.keys(routeAccess)
      .filter((id) => !served.includes(id))
      .map((id) => `the access table has a row for ${id}, which nobody serves`),
    ...Object.values(ClientEvents)
      .filter((event) => !Object.hasOwn(signalAccess, event))
      .map((event) => `the signal ${event} has no row in the access table`),
  ];
}
