import { Module } from '@nestjs/common';
import { AudiencesOf } from '../../platform/live/audiences-of.ts';
import { UsersModule } from '../users/users.module.ts';
import { CommunityAccess } from './communities.access.ts';
import { CommunitiesController } from './communities.controller.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunitiesService } from './communities.service.ts';
import { CommunityPartsService } from './community-parts.service.ts';
import { CommunityRemoval } from './community-removal.ts';
import { DepartureWatch } from './departure-watch.ts';
import { DeparturesRepository } from './departures.repository.ts';
import { Founding } from './founding.ts';
import { HeardCommunities } from './heard-communities.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { MembershipsService } from './memberships.service.ts';
import { StructureService } from './structure.service.ts';

@Module({
  imports: [UsersModule],
  controllers: [CommunitiesController],
  providers: [
    CommunitiesRepository,
    CommunitiesService,
    CommunityAccess,
    CommunityPartsService,
    CommunityRemoval,
    DepartureWatch,
    DeparturesRepository,
    Founding,
    MembershipsRepository,
    MembershipsService,
    StructureService,
    { provide: AudiencesOf, useClass: HeardCommunities },
  ],
  exports: [
    CommunitiesService,
    CommunityAccess,
    CommunityPartsService,
    MembershipsService,
    StructureService,
  ],
})
export class CommunitiesModule {}
