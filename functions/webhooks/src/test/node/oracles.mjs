// Verifies a folder of cases with libraries of others: oracles.mjs CASES; for each case, in order, a line with the
// verdicts of standardwebhooks and svix. Both ask Date.now for the time, so the case's time is put there.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as standardwebhooks from "standardwebhooks";
import * as svix from "svix";

const verifies = (library, body, headers, secret) => {
  try {
    new library.Webhook(secret).verify(body, headers);
    return true;
  } catch (refusal) {
    if (refusal instanceof library.WebhookVerificationError) {
      return false;
    }
    throw refusal;
  }
};

const cases = process.argv[2];
for (const name of readdirSync(cases).sort()) {
  const read = (file) => readFileSync(join(cases, name, file)).toString();
  const headers = Object.fromEntries(read("headers").trimEnd().split("\n").map((line) => line.split(": ")));
  const now = Number(read("now"));
  Date.now = () => now * 1000;
  const verdicts = [standardwebhooks, svix].map((library) => verifies(library, read("body"), headers, read("secret")));
  console.log(name, ...verdicts);
}
