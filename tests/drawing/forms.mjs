// Reads BPMN and Mermaid of a folder with the programs of other hands: bpmn-moddle without a warning, bpmnlint's
// recommended rules without an error, mermaid's own parser.
//
// usage: forms.mjs NODE_MODULES FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), 'x.js'));
const load = async (name) => import(pathToFileURL(require.resolve(name)));

let wrong = 0;
const complain = (file, what) => {
  wrong += 1;
  console.log(`${file}: ${what}`);
};

const { BpmnModdle } = await load('bpmn-moddle');
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');
// Some rules remember what they have seen, so each file has a linter of its own.
const linter = () => new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver({ require }) });

const { JSDOM } = require('jsdom');
const window = new JSDOM('').window;
Object.assign(globalThis, { window, document: window.document });
const mermaid = (await load('mermaid')).default;

const files = readdirSync(folder).sort();
for (const file of files.filter((name) => name.endsWith('.bpmn'))) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(join(folder, file), 'utf8'));
  for (const warning of warnings) complain(file, `bpmn-moddle: ${warning.message}`);
  for (const [rule, reports] of Object.entries(await linter().lint(rootElement))) {
    for (const report of reports) {
      if (report.category === 'error' || report.category === 'rule-error') {
        complain(file, `bpmnlint ${rule}: ${report.id}: ${report.message}`);
      }
    }
  }
}
for (const file of files.filter((name) => name.endsWith('.mmd'))) {
  try {
    await mermaid.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    complain(file, `mermaid: ${error.message}`);
  }
}
console.log(`${files.length} files read by others, ${wrong} complaints`);
process.exit(wrong ? 1 : 0);
