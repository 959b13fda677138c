import { Module } from '@nestjs/common';
import { RememberedUsers } from './remembered-users.ts';
import { UsersController } from './users.controller.ts';
import { UsersRepository } from './users.repository.ts';
import { UsersService } from './users.service.ts';

@Module({
  controllers: [UsersController],
  providers: [RememberedUsers, UsersRepository, UsersService],
  exports: [UsersService],
})
export class UsersModule {}
