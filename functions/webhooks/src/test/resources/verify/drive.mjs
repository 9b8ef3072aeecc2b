// Runs verify.ts over a folder of cases: drive.mjs SNIPPET CASES; a line of verdicts for each case, in order.
// SNIPPET is verify.ts itself where Node strips types, else what the TypeScript compiler makes of it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [snippet, cases] = process.argv.slice(2);
const { standardWebhook, xSignature } = await import(pathToFileURL(snippet).href);

for (const name of readdirSync(cases).sort()) {
  const read = (file) => readFileSync(join(cases, name, file));
  const headers = Object.fromEntries(read("headers").toString().trimEnd().split("\n").map((line) => line.split(": ")));
  const secret = read("secret").toString();
  const now = Number(read("now").toString());
  const body = read("body");
  console.log(name, standardWebhook(body, headers, secret, now), xSignature(body, headers, secret, now));
}
