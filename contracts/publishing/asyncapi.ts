import type { ConsumerContract } from '../definition/define-consumer.ts';
import { type EventContract, type Service, serviceOf } from '../definition/define-event.ts';
import { jsonSchemaOf } from './json-schema.ts';

/**
 * The AsyncAPI 3.1 document of the events: a channel for each event, an operation for the service that sends it, and
 * one for each consumer that receives it.
 */
export function asyncapi(
  events: readonly EventContract[],
  consumers: Readonly<Record<string, readonly ConsumerContract[]>>,
): object {
  const names = [...new Set(events.map(({ name }) => name))];
  const versionsOf = (name: string) => events.filter((event) => event.name === name);
  const channel = (name: string) => ({ $ref: `#/channels/${name}` });
  const messages = (name: string) =>
    versionsOf(name).map((event) => ({ $ref: `#/channels/${name}/messages/${messageOf(event)}` }));
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Multidomain events',
      version: '1',
      description:
        'The events that the services exchange through EventBridge. `source` is the service, `detail-type` the name of ' +
        'the event, and `detail` the payload below. Events may arrive twice and in any order; `aggregateVersion` orders ' +
        'the events of one aggregate.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      names.map((name) => [
        name,
        {
          address: name,
          messages: Object.fromEntries(
            versionsOf(name).map((event) => [
              messageOf(event),
              { $ref: `#/components/messages/${messageOf(event)}` },
            ]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries([
      ...names.map((name) => {
        const [{ source } = { source: 'multidomain.customer' as const }] = versionsOf(name);
        const operation = { action: 'send', channel: channel(name), messages: messages(name) };
        return [
          `${serviceOf(source)}.send${name}`,
          { ...operation, summary: `Published by ${serviceOf(source)}.` },
        ];
      }),
      ...Object.entries(consumers).flatMap(([service, contracts]) =>
        contracts.flatMap((consumer) => received(service as Service, consumer)),
      ),
    ]),
    components: {
      messages: Object.fromEntries(events.map((event) => [messageOf(event), message(event)])),
    },
  };
}

/** The name of a message: the event's name, and its version if it is not the first. */
const messageOf = ({ name, schemaVersion }: EventContract): string =>
  schemaVersion === 1 ? name : `${name}V${schemaVersion}`;

function message({ name, source, schemaVersion, detail }: EventContract): object {
  const { $schema: _, ...payload } = jsonSchemaOf(detail);
  return { name, title: name, summary: `Version ${schemaVersion}, from ${source}.`, payload };
}

function received(service: Service, { name, purpose, events }: ConsumerContract): [string, object][] {
  const byName = Map.groupBy(events, (event) => event.name);
  return [...byName].map(([event, versions]) => [
    `${service}.${name}.receive${event}`,
    {
      action: 'receive',
      channel: { $ref: `#/channels/${event}` },
      messages: versions.map((version) => ({ $ref: `#/channels/${event}/messages/${messageOf(version)}` })),
      summary: purpose,
    },
  ]);
}
