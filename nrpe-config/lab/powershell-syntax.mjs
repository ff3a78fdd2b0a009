// Reads PowerShell files with a real grammar, and names what PowerShell 2.0 does not know yet.
// usage: node --liftoff-only powershell-syntax.mjs MODULES FILE...     MODULES has web-tree-sitter and tree-sitter-powershell
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, 'any.js'));
const { Parser, Language } = require('web-tree-sitter');

// What came after 2.0, by what it looks like in the text of a node; strings and comments are left out.
const NEWER = [
  [/\[\s*ordered\s*\]/i, '[ordered]'],
  [/\[\s*pscustomobject\s*\]/i, '[pscustomobject]'],
  [/\$PSItem\b/i, '$PSItem'],
  [/\$using:/i, '$using:'],
  [/\$PSScriptRoot\b/i, '$PSScriptRoot outside of a module'],
  [/(^|\s)-(not)?in\s/i, '-in and -notin'],
  [/(^|\s)-sh[lr]\s/i, '-shl and -shr'],
  [/\bConvert(To|From)-Json\b/i, 'JSON cmdlets'],
  [/\bGet-CimInstance\b|\bInvoke-CimMethod\b/i, 'CIM cmdlets'],
  [/\bGet-Net[A-Z]\w*|\bNew-NetIPAddress\b|\bRemove-NetIPAddress\b/i, 'NetTCPIP cmdlets'],
  [/\bInvoke-(WebRequest|RestMethod)\b/i, 'web cmdlets'],
  [/\bUnblock-File\b|\bTest-NetConnection\b|\bResolve-DnsName\b|\bGet-FileHash\b/i, 'newer cmdlets'],
  [/(^|[\s;{])(class|enum)\s+\w+\s*\{/i, 'class and enum'],
  [/::new\s*\(/i, '::new()'],
  [/\?\?|\?\./, '?? and ?.'],
  [/&&|\|\|/, '&& and ||'],
  [/\*>|[3-6]>/, 'redirection of other streams'],
  [/\|\s*(Where(-Object)?|\?)\s+(-Property\s+)?\w+\s+-\w+/i, 'simplified Where-Object'],
  [/\|\s*(ForEach(-Object)?|%)\s+(-MemberName\s+)?[A-Za-z]\w*\s*($|\|)/im, 'simplified ForEach-Object'],
  [/\.(Where|ForEach)\s*[({]/i, '.Where() and .ForEach()'],
  [/#requires\s+-version\s+[3-9]/i, '#requires of a newer version'],
];

const words = (node, text) => {
  // The text with all strings and comments blanked, so that what stands in them is not taken for code.
  const out = [...text];
  const blank = (n) => { for (let i = n.startIndex; i < n.endIndex; i++) if (out[i] !== '\n') out[i] = ' '; };
  const visit = (n) => {
    if (/comment|string_literal|verbatim|here_string/.test(n.type)) blank(n);
    else for (let i = 0; i < n.childCount; i++) visit(n.child(i));
  };
  visit(node);
  return out.join('');
};

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
let problems = 0;
const problem = (file, row, column, what) => {
  console.log(`${file}:${row + 1}:${column + 1}: ${what}`);
  problems++;
};
for (const file of files) {
  const bytes = readFileSync(file);
  bytes.forEach((b, i) => {
    if (b > 126 || (b < 32 && ![9, 10, 13].includes(b))) problem(file, 0, i, `byte ${i} is not plain ASCII`);
  });
  const text = bytes.toString('latin1');
  const tree = parser.parse(text);
  const visit = (n) => {
    if (n.type === 'ERROR' || n.isMissing) {
      problem(file, n.startPosition.row, n.startPosition.column, `does not parse: ${n.text.slice(0, 60)}`);
    } else if (n.hasError) {
      for (let i = 0; i < n.childCount; i++) visit(n.child(i));
    }
  };
  visit(tree.rootNode);
  words(tree.rootNode, text).split('\n').forEach((line, row) => {
    for (const [pattern, name] of NEWER) {
      if (pattern.test(line)) problem(file, row, line.search(pattern), `newer than PowerShell 2.0: ${name}`);
    }
  });
  console.log(`${file}: read`);
}
process.exit(problems === 0 ? 0 : 1);
