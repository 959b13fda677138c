import { Module } from '@nestjs/common';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunityAccess } from './communities.access.ts';
import { CommunityPartsService } from './community-parts.service.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { StructureService } from './structure.service.ts';

@Module({
  providers: [
    CommunitiesRepository,
    CommunityAccess,
    CommunityPartsService,
    MembershipsRepository,
    StructureService,
  ],
  exports: [CommunityAccess, CommunityPartsService, StructureService],
})
export class CommunitiesModule {}
