/** What a person can do about an API that answers 401 or 403; undefined for any other status. */
export function whatToDo(status: number): string | undefined {
  if (status === 401) {
    return 'Get a token, which lasts for 15 minutes: MULTIDOMAIN_TOKEN=$(npm run --silent token -- --url URL), with the address of the web page.';
  }
  if (status === 403) {
    return 'The token must be one of an editor. npm run users -- role EMAIL editor gives a person this role, for their next token.';
  }
  return undefined;
}
