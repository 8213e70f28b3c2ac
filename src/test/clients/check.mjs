// Holds ready files against what their clients publish, and says what doesn't hold, a line each.
//
//   node check.mjs m365 FOLDER       an app package, unpacked: each manifest against the schema that it names
//   node check.mjs swagger FILE      a definition in OpenAPI 2.0
//   node check.mjs configs FOLDER    deploy/clients: those whose clients publish no schema

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import SwaggerParser from '@apidevtools/swagger-parser';
import { MCPConfigRegistry, safeValidateMcpServersConfig, safeValidateVsCodeConfig } from '@gleanwork/mcp-config-schema';

const wrong = [];
const read = file => JSON.parse(readFileSync(file, 'utf8'));
const expectSame = (what, actual, expected) => {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    wrong.push(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
  }
};

/** From the address under which Microsoft publishes a schema to the same one in its npm package. */
function published(address) {
  const path = /json-schemas\/(.+)$/.exec(address)[1];
  const built = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
  const schema = read(join(built, 'json-schemas', path));
  const runtime = schema.$defs?.runtime;
  if (runtime?.properties.spec.oneOf) {
    // In the package any `spec` with only a `url` is two kinds at once, so that none passes. Microsoft has mended it where it
    // publishes it (microsoft/json-schemas, #622): the kind follows from `type`. Ours is of the one kind.
    runtime.properties.type.enum = ['RemoteMCPServer'];
    runtime.properties.spec = { $ref: '#/$defs/mcp-execution-spec' };
  }
  return schema;
}

const checks = {
  m365(folder) {
    const manifest = read(join(folder, 'manifest.json'));
    const agents = manifest.copilotAgents.declarativeAgents.map(agent => agent.file);
    const actions = agents.flatMap(agent => read(join(folder, agent)).actions.map(action => action.file));
    for (const file of ['manifest.json', ...agents, ...actions]) {
      const document = read(join(folder, file));
      // Not strict about the schemas, which are Microsoft's; all the stricter about what is held against them.
      const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
      const validate = ajv.compile(published(document.$schema));
      if (!validate(document)) {
        wrong.push(...validate.errors.map(error => `${file}${error.instancePath}: ${error.message}`));
      }
    }
  },

  async swagger(file) {
    await SwaggerParser.validate(file).catch(refused => wrong.push(refused.message));
  },

  configs(folder) {
    const registry = new MCPConfigRegistry();
    const local = { transport: 'http', serverName: 'filetrail', serverUrl: 'http://localhost:8080/mcp' };
    const remote = { ...local, serverUrl: 'https://filetrail.example.com/mcp' };
    for (const client of ['claude-code', 'vscode', 'cursor']) {
      const builder = registry.createBuilder(client);
      const servers = file => {
        const config = read(join(folder, client, `${file}.json`));
        const valid = client === 'vscode' ? safeValidateVsCodeConfig(config) : safeValidateMcpServersConfig(config);
        if (!valid.success) {
          wrong.push(`${client}/${file}: ${valid.error.message}`);
        }
        const { inputs, ...rest } = config;
        return rest;
      };
      const headers = Object.values(Object.values(servers('key'))[0])[0].headers;
      expectSame(`${client}/local`, servers('local'), builder.buildConfiguration(local));
      expectSame(`${client}/key`, servers('key'), builder.buildConfiguration({ ...remote, headers }));
      servers('sign-in');
      servers('stdio');
    }
    const page = readFileSync(join(folder, '../../docs/connect.md'), 'utf8');
    for (const client of ['vscode', 'cursor']) {
      const link = registry.createBuilder(client).buildOneClickUrl(local);
      if (!page.includes('`' + link + '`')) {
        wrong.push(`docs/connect.md: no ${link}`);
      }
    }
  },
};

const [what, where] = process.argv.slice(2);
await checks[what](where);
wrong.forEach(line => console.error(line));
process.exitCode = wrong.length ? 1 : 0;
