import { describe, expect, test } from 'vitest';
import { customerPatchSchema, newCustomerSchema } from '../../../contracts/customer/shapes.ts';
import { anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aCustomer, aNewCustomer } from '../testing/builders.ts';
import { ageOn } from './age.ts';
import {
  addCustomer,
  removeCustomer,
  removedCustomerSchema,
  storedCustomerSchema,
  updateCustomer,
} from './customer.ts';
import { customerView } from './customer-view.ts';

describe('adding a customer', () => {
  test('makes version 1, created and updated now', () => {
    expect(addCustomer(anId(7), aNewCustomer(), NOW)).toEqual(aCustomer({ customerId: anId(7) }));
  });

  test.each(['birthDate', 'country'] as const)('omits the %s if there is none', (field) => {
    const input = newCustomerSchema.parse(aNewCustomer({ [field]: undefined }));
    expect(addCustomer(anId(7), input, NOW)).not.toHaveProperty(field);
  });

  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['email', { email: 'ada.example.com' }],
    ['birthDate', { birthDate: '1990-02-30' }],
    ['birthDate', { birthDate: '1899-12-31' }],
    ['birthDate', { birthDate: '9999-01-01' }],
    ['birthDate', { birthDate: '1990-05-17T00:00:00Z' }],
    ['country', { country: 'X' }],
    ['', { vip: true }],
  ])('is refused for a bad %s: %j', (path, changes) => {
    const { error } = newCustomerSchema.safeParse({ ...aNewCustomer(), ...changes });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('updating a customer', () => {
  test('makes the next version, updated now', () => {
    expect(updateCustomer(aCustomer({ version: 4 }), { name: 'Augusta King' }, LATER)).toEqual(
      aCustomer({ name: 'Augusta King', updatedAt: LATER, version: 5 }),
    );
  });

  test.each(['birthDate', 'country'])('removes the %s if it is null in the patch', (field) => {
    const patch = customerPatchSchema.parse({ [field]: null });
    const updated = updateCustomer(aCustomer(), patch, LATER);
    expect(updated).not.toHaveProperty(field);
    expect(updated.version).toBe(2);
    expect(updateCustomer(updated, patch, LATER)).toBe(updated);
  });

  test('returns the same object if nothing changes', () => {
    const customer = aCustomer();
    expect(updateCustomer(customer, { name: customer.name }, LATER)).toBe(customer);
    expect(updateCustomer(customer, {}, LATER)).toBe(customer);
  });

  test.each([{ name: null }, { email: null }, { birthDate: '' }, { customerId: anId(9) }, { version: 9 }])(
    'refuses %j',
    (patch) => {
      expect(customerPatchSchema.safeParse(patch).success).toBe(false);
    },
  );
});

test('the tombstone of a customer has the id and the next version, and no personal data', () => {
  expect(removeCustomer(aCustomer({ version: 4 }), LATER)).toEqual({
    customerId: anId(1),
    version: 5,
    removedAt: LATER,
  });
});

describe('age', () => {
  test.each([
    ['1990-05-17', '2026-05-16', 35],
    ['1990-05-17', '2026-05-17', 36],
    ['1990-05-17', '2026-12-31', 36],
    ['2026-03-14', '2026-03-14', 0],
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2000-02-29', '2028-02-29', 28],
  ])('of someone born on %s is, on %s, %d', (birthDate, today, age) => {
    expect(ageOn(birthDate, today)).toBe(age);
  });
});

test('the answer has the age, and no internal fields', () => {
  const stored = { ...aCustomer(), cause: { correlationId: 'x' }, internal: 1 };
  expect(customerView(stored, NOW)).toEqual({ ...aCustomer(), age: 35 });
});

test('the answer has neither birth date nor age if the birth date is not known', () => {
  const { birthDate: _, ...unknown } = aCustomer();
  expect(Object.keys(customerView(unknown, NOW)).toSorted()).toEqual(Object.keys(unknown).toSorted());
});

test('a stored customer and a tombstone are read back unchanged', () => {
  const customer = aCustomer();
  const { birthDate: _, country: _country, ...bare } = customer;
  expect(storedCustomerSchema.parse(bare)).toEqual(bare);
  const tombstone = removeCustomer(customer, LATER);
  expect(storedCustomerSchema.parse({ ...customer, cause: { correlationId: 'x' } })).toEqual(customer);
  expect(removedCustomerSchema.parse({ ...tombstone, cause: { correlationId: 'x' } })).toEqual(tombstone);
});
