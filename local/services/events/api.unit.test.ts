import { expect, it } from 'vitest';
import { eventBridgeApi } from './api.ts';

it('an entry for a bus needs PutEvents there, with its source and type as context', () => {
  const bus = 'arn:aws:events:us-east-1:000000000000:event-bus';
  const entry = { EventBusName: 'shop', Source: 's', DetailType: 't' };
  const Entries = [entry, entry, { ...entry, DetailType: 'u' }, { EventBusName: `${bus}/other` }, {}];
  expect(eventBridgeApi.operations['PutEvents']?.needs({ Entries })).toEqual([
    {
      action: 'events:PutEvents',
      resource: `${bus}/shop`,
      context: { 'events:source': ['s'], 'events:detail-type': ['t'] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/shop`,
      context: { 'events:source': ['s'], 'events:detail-type': ['u'] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/other`,
      context: { 'events:source': [], 'events:detail-type': [] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/default`,
      context: { 'events:source': [], 'events:detail-type': [] },
    },
  ]);
});
