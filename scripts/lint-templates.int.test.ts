import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('without cfn-lint, linting fails and says how to install it', () => {
  const script = join(import.meta.dirname, 'lint-templates.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, '/nowhere/cfn-lint'], { encoding: 'utf8' });
  expect(stderr).toContain('/nowhere/cfn-lint not found. Install it (pip install cfn-lint)');
  expect(status).toBe(1);
});
