# Runs verify.sh over a folder of cases: drive.sh SNIPPET CASES; a line of verdicts for each case, in order.
set -u
. "$1"
for case in "$2"/*; do
  secret=$(cat "$case/secret")
  now=$(cat "$case/now")
  standard=false
  plain=false
  standard_webhook "$case/body" "$case/headers" "$secret" "$now" && standard=true
  x_signature "$case/body" "$case/headers" "$secret" "$now" && plain=true
  echo "${case##*/} $standard $plain"
done
