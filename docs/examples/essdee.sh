#!/usr/bin/env bash
# The story of an Essdee user management client, told with curl against Latchkey in development mode:
# a forgotten password, wrong codes, a resend, API credentials.
# Usage: docs/examples/essdee.sh [base URL, default http://127.0.0.1:8080]
set -euo pipefail

BASE=${1:-http://127.0.0.1:8080}
ATTEMPT=$BASE/api/method/user_management.user_management.doctype.cd_otp_auth_attempt.cd_otp_auth_attempt
UPDATE_PASSWORD=$BASE/api/method/frappe.core.doctype.user.user.update_password
RUN=$(date +%s)$$
MOBILE=+491511${RUN: -7}
EMAIL=essdee$RUN@example.org
PASSWORD="the old lantern $RUN"
STATUS='' BODY='' DEVICE=''

fail() { echo "MISMATCH: $*" >&2; exit 1; }
# post URL JSON: fills STATUS and BODY; shows the token of a known device where there is one
post() {
  BODY=$(curl -sS -X POST -H 'Content-Type: application/json' ${DEVICE:+-H "Latchkey-Device: $DEVICE"} -d "$2" -w '\n%{http_code}' "$1")
  STATUS=${BODY##*$'\n'} BODY=${BODY%$'\n'*}
}
# expect WHAT STATUS [BODY]: compares with the last answer
expect() {
  [ "$STATUS" = "$2" ] || fail "$1: wanted $2, got $STATUS $BODY"
  [ $# -lt 3 ] || [ "$BODY" = "$3" ] || fail "$1: wanted $3, got $BODY"
  echo "ok  $1: $STATUS $BODY"
}
# member NAME [JSON]: a text member of an answer, by default the last one
member() { printf '%s' "${2-$BODY}" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
messages() { curl -sS -G --data-urlencode "to=$1" "$BASE/dev/inbox/messages"; }
count() { messages "$1" | grep -o '"code":"' | wc -l; }
# code TO [HOW MANY]: the code of the newest message, as soon as there are so many
code() {
  for _ in $(seq 100); do
    if [ "$(count "$1")" -ge "${2-1}" ]; then
      member code "$(messages "$1" | sed 's/},{.*//')"
      return
    fi
    sleep 0.1
  done
  fail "no message to $1"
}
# wrong CODE: another code
wrong() { case $1 in 9*) echo "0${1#?}" ;; *) echo "9${1#?}" ;; esac; }
initiate() {
  local known; known=$(count "$MOBILE")
  post "$ATTEMPT.initiate_otp" "{\"mobile_number\":\"$MOBILE\"}"
  expect 'initiate_otp' 200
  NAME=$(member otp_auth_attempt_name)
  CODE=$(code "$MOBILE" $((known + 1)))
}
verify() { post "$ATTEMPT.verify_otp" "{\"otp_auth_attempt_name\":\"$NAME\",\"incoming_otp\":\"$1\",\"action\":\"$2\"}"; }

echo "An account with $MOBILE, made and verified by the native API:"
post "$BASE/api/v1/users" "{\"username\":\"essdee$RUN\",\"email\":\"$EMAIL\",\"phone\":\"$MOBILE\",\"password\":\"$PASSWORD\"}"
[ "$STATUS" = 202 ] || fail "registration: $STATUS $BODY"
PHONE_ID=$(member id "${BODY##*\},\{}")
post "$BASE/api/v1/otp/$PHONE_ID/verify" "{\"code\":\"$(code "$MOBILE")\"}"
[ "$STATUS" = 200 ] || fail "verification: $STATUS $BODY"

echo "Somebody forgot a password:"
post "$ATTEMPT.initiate_otp" '{"mobile_number":"+4915119999999"}'
expect 'initiate_otp, unknown number' 404 '{"message":"User Not Found"}'
initiate
verify "$(wrong "$CODE")" get_reset_password_key
expect 'verify_otp, wrong code' 401 '{"message":"Incorrect OTP"}'
verify "$CODE" get_rich
expect 'verify_otp, unknown action' 400
post "$ATTEMPT.resend_otp" "{\"otp_auth_attempt_name\":\"$NAME\"}"
expect 'resend_otp' 200 '{"message":"OTP Sent Successfully"}'
[ "$(code "$MOBILE" 3)" = "$CODE" ] || fail "the resend carries another code"
verify "$CODE" get_reset_password_key
expect 'verify_otp' 200
KEY=$(member reset_password_key)
[ ${#KEY} = 32 ] || fail "the key has ${#KEY} characters"
verify "$CODE" get_reset_password_key
expect 'verify_otp, used code' 404 '{"message":"OTP Attempt Not Found"}'
post "$UPDATE_PASSWORD" "{\"key\":\"$KEY\",\"new_password\":\"a new lantern $RUN\"}"
expect 'update_password' 200 '{"message":"/"}'
post "$UPDATE_PASSWORD" "{\"key\":\"$KEY\",\"new_password\":\"a third lantern $RUN\"}"
expect 'update_password, used key' 410 '{"message":"The Link specified has either been used before or Invalid"}'
post "$BASE/api/v1/sessions" "{\"login\":\"$MOBILE\",\"password\":\"a new lantern $RUN\"}"
[ "$STATUS" = 200 ] || fail "sign-in with the new password: $STATUS $BODY"
KNOWN=$(member deviceToken)

echo "Five wrong codes block an attempt:"
initiate
for _ in 1 2 3 4 5; do
  verify "$(wrong "$CODE")" get_api_credentials
  expect 'verify_otp, wrong code' 401 '{"message":"Incorrect OTP"}'
done
verify "$CODE" get_api_credentials
expect 'verify_otp, right code' 429 '{"message":"Maximum Limit Reached"}'

echo "The owner's device feels nothing of that; its program gets credentials, and new ones later:"
DEVICE=$KNOWN
initiate
verify "$CODE" get_api_credentials
expect 'verify_otp' 200
FIRST_KEY=$(member api_key) FIRST_SECRET=$(member api_secret)
initiate
verify "$CODE" get_api_credentials
expect 'verify_otp' 200
[ "$(member api_key)" = "$FIRST_KEY" ] || fail "the api_key changed"
SECRET=$(member api_secret)
account() { STATUS=$(curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: token $1:$2" "$BASE/api/v1/users/me") BODY=; }
account "$FIRST_KEY" "$FIRST_SECRET"
expect 'account, old secret' 401
account "$FIRST_KEY" "$SECRET"
expect 'account, new secret' 200
echo "All as expected."
