import type { DynamicModule, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { featureModules } from './features.ts';
import type { Foundation } from './platform/platform.module.ts';
import { PlatformModule } from './platform/platform.module.ts';

@Module({})
export class AppModule {
  static on(foundation: Foundation, features: readonly Type[] = featureModules): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.on(foundation), ...features] };
  }
}
