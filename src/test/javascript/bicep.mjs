// Reads a Bicep template and says what is wrong with it: what the language does not have, and, of Azure Container Apps' resources, what
// Azure's own library for the same version of the API does not have: properties, kinds of values, words of a list.

import { readFileSync } from 'node:fs';
import Parser from 'tree-sitter';
import Bicep from 'tree-sitter-bicep';

const LIBRARY = 'node_modules/@azure/arm-appcontainers/';
const TYPES = { containerApps: 'ContainerApp', managedEnvironments: 'ManagedEnvironment' };
/** Bicep's own, besides those of the resource. */
const BICEPS = new Set(['name', 'scope', 'parent', 'dependsOn']);

const declared = readFileSync(`${LIBRARY}types/arm-appcontainers.d.ts`, 'utf8').replace(/\r|\/\*[^]*?\*\//g, '')
  .replace(/\{\s*\[propertyName: string\]: (\w+);\s*\}/g, 'Any<$1>');
const version = /apiVersion = options\.apiVersion \|\| "([^"]+)"/.exec(
  readFileSync(`${LIBRARY}dist-esm/src/containerAppsAPIClient.js`, 'utf8'))[1];
const interfaces = new Map([...declared.matchAll(/export declare interface (\w+)(?: extends (\w+))? \{([^]*?)\n\}/g)]
  .map(([, name, parent, body]) => [name, { parent, body }]));
const words = new Map([...declared.matchAll(/export declare enum Known(\w+) \{([^]*?)\n\}/g)]
  .map(([, name, body]) => [name, [...body.matchAll(/= "([^"]*)"/g)].map(each => each[1])]));

function propertiesOf(type) {
  const { parent, body } = interfaces.get(type) ?? { body: '' };
  const own = [...body.matchAll(/^ {4}(?:readonly )?(\w+)\??: ([^]*?);$/gm)].map(([, name, of]) => [name, of]);
  return new Map([...(parent ? propertiesOf(parent) : []), ...own]);
}

const faults = [];

function check(node, type, path) {
  const list = /^(\w+)\[\]$/.exec(type);
  const each = /^Any<(\w+)>$/.exec(type);
  if (node.type === 'ternary_expression') {
    node.namedChildren.slice(1).forEach(child => check(child, type, path));
  } else if (node.type === 'array') {
    if (!list) faults.push(`${path}: a list, where there is ${type}`);
    else node.namedChildren.forEach((child, i) => check(child, list[1], `${path}[${i}]`));
  } else if (node.type === 'object' && each) {
    properties(node).forEach(([name, value]) => check(value, each[1], `${path}.${name}`));
  } else if (node.type === 'object') {
    const known = propertiesOf(type);
    if (!known.size) faults.push(`${path}: an object, where there is ${type}`);
    properties(node).forEach(([name, value]) => {
      if (!known.has(name)) faults.push(`${path}.${name}: ${type} has no such property`);
      else check(value, known.get(name), `${path}.${name}`);
    });
  } else {
    const kind = { string: 'string', number: 'number', boolean: 'boolean' }[node.type];
    const wanted = ['string', 'number', 'boolean'].includes(type) ? type : interfaces.has(type) || list || each ? 'more than a word' : 'string';
    if (kind && kind !== wanted) faults.push(`${path}: a ${kind}, where there is ${wanted}`);
    const literal = /^'([^'$]*)'$/.exec(node.text);
    if (literal && words.has(type) && !words.get(type).includes(literal[1])) {
      faults.push(`${path}: '${literal[1]}' is none of ${words.get(type).join(', ')}`);
    }
  }
}

function properties(object) {
  return object.namedChildren.filter(child => child.type === 'object_property')
    .map(child => [child.namedChildren[0].text, child.namedChildren[1]]);
}

function broken(node) {
  if (node.isError || node.isMissing) faults.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`);
  else if (node.hasError) node.children.forEach(broken);
}

const parser = new Parser();
parser.setLanguage(Bicep);
const root = parser.parse(readFileSync(process.argv[2], 'utf8')).rootNode;
broken(root);
const resources = [];
for (const resource of root.namedChildren.filter(child => child.type === 'resource_declaration')) {
  const kind = resource.namedChildren.find(child => child.type === 'string').text.slice(1, -1);
  resources.push(kind);
  const [, name, of] = /^Microsoft\.App\/(\w+)@(.*)$/.exec(kind) ?? [];
  if (!name) continue;
  if (of !== version) faults.push(`${kind}: the library is of ${version}`);
  const type = TYPES[name];
  const known = propertiesOf(type);
  for (const [property, value] of properties(resource.namedChildren.find(child => child.type === 'object'))) {
    if (property === 'properties') {
      // The library has them beside the others.
      properties(value).forEach(([inner, of]) => {
        if (!known.has(inner)) faults.push(`${name}.${inner}: ${type} has no such property`);
        else check(of, known.get(inner), `${name}.${inner}`);
      });
    } else if (known.has(property)) {
      if (property !== 'name') check(value, known.get(property), `${name}.${property}`);
    } else if (!BICEPS.has(property)) {
      faults.push(`${name}.${property}: ${type} has no such property`);
    }
  }
}
console.log(JSON.stringify({ resources, faults }));
