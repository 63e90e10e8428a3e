import { expect, test } from 'vitest';
import { isListedAddress } from './listed-address.ts';

test.each([
  ['http://localhost/', ['http://localhost/']],
  ['http://localhost:3000/', ['http://localhost/']],
  ['http://localhost:3000/back', ['http://localhost/back']],
  ['http://localhost:3000', ['http://localhost']],
  ['http://localhost:8976/', ['http://localhost:8976/']],
  ['https://shop.example/', ['http://localhost/', 'https://shop.example/']],
])('%s is listed in %j', (address, listed) => {
  expect(isListedAddress(address, listed)).toBe(true);
});

test.each([
  ['http://localhost:3000/', ['http://localhost:8976/']],
  ['http://localhost/', ['http://localhost:8976/']],
  ['http://localhost:3000/more', ['http://localhost/']],
  ['http://localhost:3000', ['http://localhost/']],
  ['http://localhost:99999/', ['http://localhost/']],
  ['http://localhost:3000@evil.example/', ['http://localhost/']],
  ['http://localhost:3000.evil.example/', ['http://localhost/']],
  ['http://127.0.0.1:3000/', ['http://localhost/']],
  ['https://localhost:3000/', ['http://localhost/']],
  ['https://shop.example:8443/', ['https://shop.example/']],
  ['https://shop.example/?a=b', ['https://shop.example/']],
  ['http://localhost:3000/', []],
])('%s is not listed in %j', (address, listed) => {
  expect(isListedAddress(address, listed)).toBe(false);
});
