/**
 * Verifies webhooks of ModelRoute. Node 20 or newer, nothing to install.
 *
 *     import { standardWebhook } from "./verify.ts";
 *
 *     if (!standardWebhook(body, headers, secret)) return response.writeHead(400).end();
 *
 * `body` is the exact bytes of the request, before any JSON parsing: with Express, express.raw({ type: () => true }).
 * `headers` is request.headers. `secret` is the endpoint's secret, whsec_ and all. Check one of the two families; both
 * prove the same.
 */

import { createHmac, timingSafeEqual } from "node:crypto";

export type Headers = Record<string, string | string[] | undefined>;

const TOLERANCE_SECONDS = 300;

/** Checks webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks 1.0.0). */
export function standardWebhook(body: Uint8Array, headers: Headers, secret: string, now = Date.now() / 1000): boolean {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  if (id === "" || !isRecent(timestamp, now)) {
    return false;
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  // Several signatures, by a space, while the secret is rotated: any of them will do.
  let good = false;
  for (const signature of header(headers, "webhook-signature").split(" ")) {
    if (signature.startsWith("v1,") && isEqual(signature.slice("v1,".length), expected)) {
      good = true;
    }
  }
  return good;
}

/** Checks X-Signature and X-Signature-Timestamp. While the secret is rotated, only the new one passes. */
export function xSignature(body: Uint8Array, headers: Headers, secret: string, now = Date.now() / 1000): boolean {
  const timestamp = header(headers, "x-signature-timestamp");
  if (!isRecent(timestamp, now)) {
    return false;
  }
  const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return isEqual(header(headers, "x-signature"), expected);
}

function header(headers: Headers, name: string): string {
  for (const [given, value] of Object.entries(headers)) {
    if (given.toLowerCase() === name && typeof value === "string") {
      return value;
    }
  }
  return "";
}

/** An old request with a good signature is a replay. */
function isRecent(timestamp: string, now: number): boolean {
  return /^[0-9]{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= TOLERANCE_SECONDS;
}

function isEqual(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
