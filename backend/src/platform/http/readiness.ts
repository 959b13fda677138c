import { Injectable } from '@nestjs/common';

/** Whether new work is wanted. A balancer asks `/ready` and sends none once stopping has begun. */
@Injectable()
export class Readiness {
  private stopping = false;

  get isReady(): boolean {
    return !this.stopping;
  }

  stop(): void {
    this.stopping = true;
  }
}
