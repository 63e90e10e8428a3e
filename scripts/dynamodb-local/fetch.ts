import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '3.3.1';

/** What Maven needs to know to fetch it with all that it depends on. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>multidomain</groupId>
  <artifactId>dynamodb-local</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>software.amazon.dynamodb</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * The folder with the jars of Amazon's DynamoDB Local, which Maven fetches once, from where its settings say. Its licence is Amazon's own:
 * https://aws.amazon.com/dynamodb/dynamodblocallicense/.
 * @throws Error if Maven cannot fetch it
 */
export function fetchDynamoDbLocal(folder: string): string {
  const jars = join(folder, `dynamodb-local-${VERSION}`);
  if (existsSync(jars)) return jars;
  const unfinished = `${jars}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'pom.xml'), POM);
  const { error, status } = spawnSync(
    'mvn',
    ['--quiet', '--batch-mode', 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`],
    { cwd: unfinished, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (error !== undefined) throw new Error('Maven is not installed: DynamoDB Local comes from there');
  if (status !== 0) throw new Error(`Maven could not fetch DynamoDB Local ${VERSION}: see above`);
  renameSync(unfinished, jars);
  return jars;
}
