#!/usr/bin/env bash
# Sunbird's one-time codes, as a portal uses them: sign-up, a forgotten password, and what happens to those who overdo it.
# usage: sunbird.sh [base URL]    SUNBIRD_API_KEY=… where keys are configured; needs curl and a service in dev mode
set -euo pipefail
base=${1:-http://127.0.0.1:8080}
number=$((RANDOM % 9000 + 1000))$((RANDOM % 900 + 100))
phone=+491511$number email=portal$number@example.org

ask() { # path, body: one call; the answer is kept in $answer
  answer=$(curl -sS "$base$1" -H 'Content-Type: application/json' -H "X-Request-ID: story-$number" \
    ${SUNBIRD_API_KEY:+-H "X-Api-Key: $SUNBIRD_API_KEY"} -d "$2")
  echo "$1 $2"
  echo "    $answer"
}
expect() { # text: must be in the answer
  case $answer in *"$1"*) ;; *) echo "expected $1" >&2; exit 1 ;; esac
}
member() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
code() { # contact, how many messages it has had: the code of the newest
  for _ in $(seq 60); do
    inbox=$(curl -sS "$base/dev/inbox/messages" -G --data-urlencode "to=$1")
    if [ "$(grep -o '"sentAt"' <<<"$inbox" | wc -l)" -ge "$2" ]; then
      sed 's/},{.*//' <<<"$inbox" | member code
      return
    fi
    sleep 0.25
  done
  echo "no message to $1" >&2
  exit 1
}
wrong() { case $1 in 0*) echo "1${1:1}" ;; *) echo "0${1:1}" ;; esac; }

echo "== A newcomer proves a phone number"
ask /v1/otp/generate "{\"request\":{\"key\":\"$phone\",\"type\":\"phone\"}}"
expect '"id":"api.otp.generate"'; expect "\"msgid\":\"story-$number\""; expect '"result":{"response":"SUCCESS"}'
otp=$(code "$phone" 1)
ask /v1/otp/verify "{\"request\":{\"key\":\"$phone\",\"type\":\"phone\",\"otp\":\"$(wrong "$otp")\"}}"
expect '"err":"OTP_VERIFICATION_FAILED"'; expect '{"maxAllowedAttempt":2,"remainingAttempt":1}'
ask /v1/otp/verify "{\"request\":{\"key\":\"$phone\",\"type\":\"phone\",\"otp\":\"$otp\"}}"
expect '"result":{"response":"SUCCESS"}'
ask /v1/otp/verify "{\"request\":{\"key\":\"$phone\",\"type\":\"phone\",\"otp\":\"$otp\"}}"
expect '"err":"ERROR_INVALID_OTP"'

echo "== Somebody with an account forgot the password"
account=$(curl -sS "$base/api/v1/users" -H 'Content-Type: application/json' \
  -d "{\"email\":\"$email\",\"password\":\"lantern harbour $number\"}")
challenge=$(sed 's/.*"challenges"//' <<<"$account" | member id)
curl -sSf -o /dev/null "$base/api/v1/otp/$challenge/verify" -H 'Content-Type: application/json' \
  -d "{\"code\":\"$(code "$email" 1)\"}"
session=$(curl -sS "$base/api/v1/sessions" -H 'Content-Type: application/json' \
  -d "{\"login\":\"$email\",\"password\":\"lantern harbour $number\"}" | member accessToken)
user=$(curl -sS "$base/api/v1/users/me" -H "Authorization: Bearer $session" | sed 's/^{"id":"\([^"]*\)".*/\1/')
ask /v1/otp/generate "{\"request\":{\"key\":\"$email\",\"type\":\"email\"}}"
expect '"err":"EMAIL_IN_USE"'; expect 'Phone or email is already in used.'
ask /v1/otp/generate "{\"request\":{\"userId\":\"$user\",\"key\":\"$email\",\"type\":\"email\"}}"
expect '"result":{"response":"SUCCESS"}'
ask /v1/otp/verify "{\"request\":{\"userId\":\"$user\",\"key\":\"$email\",\"type\":\"email\",\"otp\":\"$(code "$email" 2)\"}}"
expect '"result":{"response":"SUCCESS"}'

echo "== The mailbox of before still reaches a user who has another one now"
next=next$number@example.org
changed=$(curl -sS -X PATCH "$base/api/v1/users/me" -H "Authorization: Bearer $session" \
  -H 'Content-Type: application/json' -d "{\"email\":\"$next\"}")
challenge=$(sed 's/.*"challenges"//' <<<"$changed" | member id)
curl -sSf -o /dev/null "$base/api/v1/otp/$challenge/verify" -H 'Content-Type: application/json' \
  -d "{\"code\":\"$(code "$next" 1)\"}"
ask /v1/otp/generate "{\"request\":{\"userId\":\"$user\",\"key\":\"x\",\"type\":\"prevUsedEmail\"}}"
expect '"result":{"response":"SUCCESS"}'
otp=$(code "$email" 4) # the third message told that the address was replaced
ask /v1/otp/verify "{\"request\":{\"userId\":\"$user\",\"key\":\"x\",\"type\":\"prevUsedEmail\",\"otp\":\"$otp\"}}"
expect '"result":{"response":"SUCCESS"}'
ask /v1/otp/generate "{\"request\":{\"userId\":\"$user\",\"key\":\"x\",\"type\":\"prevUsedPhone\"}}"
expect '"err":"USER_NOT_FOUND"'

echo "== A code is sent again unchanged, four times in 24 hours"
other=mallory$number@example.org
for sent in 1 2 3 4; do
  ask /v1/otp/generate "{\"request\":{\"key\":\"$other\",\"type\":\"email\"}}"
  expect '"result":{"response":"SUCCESS"}'
  otp=$(code "$other" "$sent")
  [ "$otp" = "${first:=$otp}" ] || { echo "$otp is not $first" >&2; exit 1; }
done
ask /v1/otp/generate "{\"request\":{\"key\":\"$other\",\"type\":\"email\"}}"
expect 'Only 4 OTP can be generated with in 24 hours'
ask /v1/otp/generate "{\"request\":{\"key\":\"$other\",\"type\":\"email\"}}"
expect '"err":"EMAIL_IS_BLOCKED"'

echo "== Two wrong guesses block a contact"
guessed=+491512$number
ask /v1/otp/generate "{\"request\":{\"key\":\"$guessed\",\"type\":\"phone\"}}"
otp=$(code "$guessed" 1)
for remaining in 1 0; do
  ask /v1/otp/verify "{\"request\":{\"key\":\"$guessed\",\"type\":\"phone\",\"otp\":\"$(wrong "$otp")\"}}"
  expect "Remaining attempt count is $remaining."
done
ask /v1/otp/verify "{\"request\":{\"key\":\"$guessed\",\"type\":\"phone\",\"otp\":\"$otp\"}}"
expect '"err":"ERROR_INVALID_OTP"'
ask /v1/otp/generate "{\"request\":{\"key\":\"$guessed\",\"type\":\"phone\"}}"
expect '"err":"PHONE_IS_BLOCKED"'

echo "As documented."
