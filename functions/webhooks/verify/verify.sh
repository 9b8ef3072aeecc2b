#!/usr/bin/env bash
# Verifies a webhook of ModelRoute with bash and openssl.
#
#   MODELROUTE_WEBHOOK_SECRET=whsec_… ./verify.sh BODY HEADERS
#
# BODY is a file with the exact bytes of the request, HEADERS one with its headers, a line each, as curl -D writes them.
# Prints which families of headers hold and ends with 0 when at least one does, else with 1. Or source this file and
# call standard_webhook or x_signature. The secret never appears among the processes: openssl's -hmac would show it.

TOLERANCE_SECONDS=300

# standard_webhook BODY HEADERS SECRET [NOW]: webhook-id, webhook-timestamp, webhook-signature (Standard Webhooks 1.0.0)
standard_webhook() {
  local id timestamp key expected signature good=1
  id=$(header "$2" webhook-id)
  timestamp=$(header "$2" webhook-timestamp)
  [ -n "$id" ] && is_recent "$timestamp" "${4:-$(date +%s)}" || return 1
  key=$(printf '%s' "${3#whsec_}" | openssl base64 -d -A | to_hex)
  expected=$({ printf '%s.%s.' "$id" "$timestamp"; cat -- "$1"; } | hmac_sha256 "$key" | openssl base64 -A)
  # Several signatures, by a space, while the secret is rotated: any of them will do.
  for signature in $(header "$2" webhook-signature); do
    if is_equal "$signature" "v1,$expected"; then good=0; fi
  done
  return "$good"
}

# x_signature BODY HEADERS SECRET [NOW]: X-Signature, X-Signature-Timestamp. While the secret is rotated, only the new
# one passes.
x_signature() {
  local timestamp expected
  timestamp=$(header "$2" x-signature-timestamp)
  is_recent "$timestamp" "${4:-$(date +%s)}" || return 1
  expected=$({ printf '%s.' "$timestamp"; cat -- "$1"; } | hmac_sha256 "$(printf '%s' "$3" | to_hex)" | to_hex)
  is_equal "$(header "$2" x-signature)" "$expected"
}

# The value of the header with this name, in any case; nothing when it is not there.
header() {
  awk -v name="$2" '
    { sub(/\r$/, ""); colon = index($0, ":") }
    colon && tolower(substr($0, 1, colon - 1)) == name { sub(/^[^:]*:[ \t]*/, ""); print; exit }' "$1"
}

# An old request with a good signature is a replay.
is_recent() { # is_recent TIMESTAMP NOW
  [[ $1 =~ ^[0-9]{1,12}$ ]] || return 1
  local age=$(($2 - 10#$1))
  [ "${age#-}" -le "$TOLERANCE_SECONDS" ]
}

to_hex() { od -An -v -tx1 | tr -d ' \n'; }

# HMAC-SHA256 of standard input, as bytes: hash(outer key, hash(inner key, message)). The key is hex, up to 64 bytes.
# shellcheck disable=SC2059 # The formats are made of escapes on purpose.
hmac_sha256() {
  local key inner="" outer="" byte index
  printf -v key '%-128s' "$1"
  key=${key// /0}
  for ((index = 0; index < 128; index += 2)); do
    byte=$((16#${key:index:2}))
    printf -v inner '%s\\x%02x' "$inner" $((byte ^ 0x36))
    printf -v outer '%s\\x%02x' "$outer" $((byte ^ 0x5c))
  done
  {
    printf "$outer"
    { printf "$inner"; cat; } | openssl dgst -sha256 -binary
  } | openssl dgst -sha256 -binary
}

# Compares under a prefix of the moment: how long it takes says nothing about the texts.
is_equal() {
  local prefix
  prefix=$(openssl rand -hex 32)
  [ "$(printf '%s' "$prefix$1" | openssl dgst -sha256)" = "$(printf '%s' "$prefix$2" | openssl dgst -sha256)" ]
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  if [ $# -ne 2 ] || [ -z "${MODELROUTE_WEBHOOK_SECRET:-}" ]; then
    echo "usage: MODELROUTE_WEBHOOK_SECRET=whsec_… $0 BODY HEADERS" >&2
    exit 2
  fi
  verdict=1
  if standard_webhook "$1" "$2" "$MODELROUTE_WEBHOOK_SECRET"; then echo "webhook-signature verified"; verdict=0; fi
  if x_signature "$1" "$2" "$MODELROUTE_WEBHOOK_SECRET"; then echo "X-Signature verified"; verdict=0; fi
  [ "$verdict" = 0 ] || echo "not verified" >&2
  exit "$verdict"
fi
