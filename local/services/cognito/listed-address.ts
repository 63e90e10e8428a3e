const LOOPBACK_WITHOUT_PORT = /^http:\/\/localhost(\/.*)?$/;

/**
 * Whether a client may have people sent to an address: one of those that the template lists for it, character by
 * character. `http://localhost/` stands for every port of this machine, since the page may be on any.
 */
export function isListedAddress(address: string, listed: readonly string[]): boolean {
  if (listed.includes(address)) return true;
  const withoutPort = /^(http:\/\/localhost):\d{1,5}((?:\/.*)?)$/.exec(address);
  if (withoutPort === null || !URL.canParse(address)) return false;
  const [, origin = '', path = ''] = withoutPort;
  return listed.some((one) => LOOPBACK_WITHOUT_PORT.test(one) && one === `${origin}${path}`);
}
