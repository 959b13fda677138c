import type { ClientEvent } from '@kraken/shared';
import type { AccessRow } from './platform/access/access-row.ts';

/**
 * Who may do what, reviewed line by line: every route and every client signal has a row here, or the program does not
 * compile and `npm run check` fails. The columns, in order:
 *
 *   anonymous  nobody is signed in
 *   outsider   signed in, but the thing in the path belongs to a community they are not in, or to nobody they know
 *   member     in that community
 *   owner      owner of that community; for the instance and for things of one's own: who manages or owns it
 *
 * A number is the status of the refusal. `own` allows it for what is one's own and answers 404 or 403 for another's.
 */
// oxlint-disable-next-line kraken/max-params -- a line of the table is its four columns
const row = (
  anonymous: AccessRow['anonymous'],
  outsider: AccessRow['outsider'],
  member: AccessRow['member'],
  owner: AccessRow['owner'],
): AccessRow => ({ anonymous, outsider, member, owner });

export const routeAccess = {
  'health.live': row('allow', 'allow', 'allow', 'allow'),
  'health.ready': row('allow', 'allow', 'allow', 'allow'),
  'openapi.get': row('allow', 'allow', 'allow', 'allow'),

  'instance.get': row('allow', 'allow', 'allow', 'allow'),
  'instance.update': row(401, 403, 403, 'allow'),
  'setup.complete': row('allow', 'allow', 'allow', 'allow'),

  'auth.register': row('allow', 'allow', 'allow', 'allow'),
  'auth.login': row('allow', 'allow', 'allow', 'allow'),
  'auth.refresh': row('allow', 'allow', 'allow', 'allow'),
  'auth.logout': row('allow', 'allow', 'allow', 'allow'),
  'auth.changePassword': row(401, 'own', 'own', 'own'),
  'session.list': row(401, 'own', 'own', 'own'),
  'session.revoke': row(401, 'own', 'own', 'own'),
  'session.revokeOthers': row(401, 'own', 'own', 'own'),

  'user.getMe': row(401, 'own', 'own', 'own'),
  'user.updateMe': row(401, 'own', 'own', 'own'),
  'user.getHome': row(401, 'own', 'own', 'own'),
  'user.get': row(401, 404, 'allow', 'allow'),

  'community.list': row(401, 'own', 'own', 'own'),
  'community.create': row(401, 'allow', 'allow', 'allow'),
  'community.get': row(401, 404, 'allow', 'allow'),
  'community.update': row(401, 404, 403, 'allow'),
  'community.delete': row(401, 404, 403, 'allow'),

  'member.list': row(401, 404, 'allow', 'allow'),
  'member.get': row(401, 404, 'allow', 'allow'),
  'member.leave': row(401, 404, 'allow', 409),

  'channel.create': row(401, 404, 403, 'allow'),
  'channel.order': row(401, 404, 403, 'allow'),
  'channel.get': row(401, 404, 'allow', 'allow'),
  'channel.update': row(401, 404, 403, 'allow'),
  'channel.delete': row(401, 404, 403, 'allow'),
  'channel.markRead': row(401, 404, 'own', 'own'),
  'channel.changes': row(401, 404, 'allow', 'allow'),

  'invite.list': row(401, 404, 403, 'allow'),
  'invite.create': row(401, 404, 'allow', 'allow'),
  'invite.revoke': row(401, 404, 'own', 'allow'),
  'invite.preview': row('allow', 'allow', 'allow', 'allow'),
  'invite.accept': row(401, 'allow', 'allow', 'allow'),

  'message.list': row(401, 404, 'allow', 'allow'),
  'message.send': row(401, 404, 'allow', 'allow'),
  'message.get': row(401, 404, 'allow', 'allow'),
  'message.edit': row(401, 404, 'own', 'own'),
  'message.delete': row(401, 404, 'own', 'allow'),

  'reaction.add': row(401, 404, 'own', 'own'),
  'reaction.remove': row(401, 404, 'own', 'own'),
} as const satisfies Record<string, AccessRow>;

/** The name of a route: `noun.verb`. */
export type RouteId = keyof typeof routeAccess;

/** A socket is open for those who are signed in only; the columns mean the same as above. */
export const signalAccess = {
  'session.renew': row(401, 'own', 'own', 'own'),
  'presence.set': row(401, 'own', 'own', 'own'),
  'typing.start': row(401, 404, 'allow', 'allow'),
  'channel.view': row(401, 404, 'allow', 'allow'),
} as const satisfies Record<ClientEvent, AccessRow>;
