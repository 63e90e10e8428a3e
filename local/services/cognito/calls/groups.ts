import { z } from 'zod';
import type { UserPoolSpec } from '../../../model.ts';
import {
  attributesOf,
  type Call,
  checkGroup,
  described,
  listParameters,
  pageOf,
  parse,
  personNamed,
  personParameters,
  poolParameters,
  text,
} from './call.ts';

const membership = z.strictObject({ ...personParameters, GroupName: text });

export const adminAddUserToGroup: Call = (parameters, context) => {
  const { Username, GroupName } = parse(membership, parameters);
  const { email, groups } = personNamed(Username, context);
  checkGroup(GroupName, context);
  context.people.setGroups(email, [...groups, GroupName]);
  return {};
};

export const adminRemoveUserFromGroup: Call = (parameters, context) => {
  const { Username, GroupName } = parse(membership, parameters);
  const { email, groups } = personNamed(Username, context);
  checkGroup(GroupName, context);
  context.people.setGroups(
    email,
    groups.filter((group) => group !== GroupName),
  );
  return {};
};

export const adminListGroupsForUser: Call = (parameters, context) => {
  const schema = z.strictObject({ ...personParameters, ...listParameters, NextToken: text.optional() });
  const { Username, Limit, NextToken } = parse(schema, parameters);
  const { groups } = personNamed(Username, context);
  const { page, next } = pageOf(groups, Limit, NextToken);
  return {
    Groups: page.map((group) => describedGroup(group, context.spec)),
    ...(next !== undefined && { NextToken: next }),
  };
};

export const listUsersInGroup: Call = (parameters, context) => {
  const schema = z.strictObject({
    ...poolParameters,
    ...listParameters,
    GroupName: text,
    NextToken: text.optional(),
  });
  const { GroupName, Limit, NextToken } = parse(schema, parameters);
  checkGroup(GroupName, context);
  const members = context.people.all.filter(({ groups }) => groups.includes(GroupName));
  const { page, next } = pageOf(members, Limit, NextToken);
  return {
    Users: page.map((person) => ({ ...described(person), Attributes: attributesOf(person) })),
    ...(next !== undefined && { NextToken: next }),
  };
};

function describedGroup(name: string, { id, groups }: UserPoolSpec): Record<string, unknown> {
  const description = groups.find((group) => group.name === name)?.description;
  return { GroupName: name, UserPoolId: id, ...(description !== undefined && { Description: description }) };
}
