import { expect, test, vi } from 'vitest';
import { anEditor, ask } from '../../../shared/testing/api-event.ts';
import { handler } from './get-me.ts';

test('somebody who is signed in learns their id and role', async () => {
  const claims = { ...anEditor, 'cognito:groups': 'viewer' };
  const { status, body } = await ask(handler, { path: '/me', claims });
  expect([status, body]).toEqual([200, { id: anEditor.sub, role: 'viewer', access: 'signed-in' }]);
});

test('with open access, everybody is an editor', async () => {
  vi.stubEnv('OPEN_ACCESS', 'yes');
  const { status, body } = await ask(handler, { path: '/me', claims: null });
  expect([status, body]).toEqual([200, { id: 'anyone', role: 'editor', access: 'open' }]);
});
