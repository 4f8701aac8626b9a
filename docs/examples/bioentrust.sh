#!/usr/bin/env bash
# One story with the bioentrust face, as a client of BioEntrust's user API lives it: sign up, verify, sign in, verify a
# phone, refresh, sign out, forget the password and set a new one by the mailed link.
# Usage: bioentrust.sh [base URL]; Latchkey in dev mode, whose inbox plays the user's mailbox and phone.
set -euo pipefail

base=${1:-http://127.0.0.1:8080}
stamp=$(date +%s)$((RANDOM % 900 + 100))
email="john$stamp@example.org"
phone="+49151$(printf '%08d' $((stamp % 100000000)))"
password="lantern harbour $stamp"
new_password="violet anchor $stamp"

# call METHOD PATH BODY TOKEN -> sets $status and $body
call() {
  local arguments=(-sS -X "$1" -w '\n%{http_code}' "$base$2")
  [ -z "${3:-}" ] || arguments+=(-H 'Content-Type: application/json' -d "$3")
  [ -z "${4:-}" ] || arguments+=(-H "Authorization: Bearer $4")
  local answer
  answer=$(curl "${arguments[@]}")
  status=${answer##*$'\n'}
  body=${answer%$'\n'*}
}

# expect STATUS [BODY]: exits where the last answer was another
expect() {
  if [ "$status" != "$1" ] || { [ $# -gt 1 ] && [ "$body" != "$2" ]; }; then
    echo "expected $*, got $status $body" >&2
    exit 1
  fi
  echo "ok: $status ${body:0:90}"
}

# member NAME: a text member of the last answer, however deep
member() {
  sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" <<<"$body"
}

# message TO MEMBER: the code or link of the newest message to somebody that has one, as soon as it is there
message() {
  local found
  for _ in $(seq 1 50); do
    found=$(curl -sS -G "$base/dev/inbox/messages" --data-urlencode "to=$1" |
      grep -o "\"$2\" *: *\"[^\"]*\"" | head -n 1 | sed 's/^[^:]*: *"\(.*\)"$/\1/') || true
    if [ -n "$found" ]; then
      echo "$found"
      return
    fi
    sleep 0.2
  done
  echo "no $2 reached $1" >&2
  exit 1
}

echo "Home"
call GET /user/home
expect 200 '{"new_data":"Welcome to BioEntrust Auth server"}'

echo "Sign up"
call POST /user/signup '{"first_name":"John","last_name":"Doe","email":"'"$email"'","password":"short"}'
expect 400 '{"error":"Password should be more than 7 characters"}'
call POST /user/signup '{"first_name":"John","last_name":"Doe","email":"'"$email"'","password":"'"$password"'"}'
expect 200
request=$(member otp_request_id)
code=$(message "$email" code)
call POST /user/verify-email '{"otp":"'"$code"'","otp_request_id":"'"$request"'"}'
expect 200
access=$(member access)
refresh=$(member refresh)
call POST /user/signup '{"first_name":"John","last_name":"Doe","email":"'"$email"'","password":"'"$password"'"}'
expect 409 '{"error":"Email address already in use"}'

echo "Protected data"
call GET /user/protected '' "$access"
expect 200 '{"new_data":"Protected data"}'
call GET /user/protected
expect 401 '{"status":"error","message":"Unauthorized"}'

echo "Verify a phone number"
call POST /user/send-sms '{"phone_number":"'"$phone"'","app_id":9876}' "$access"
expect 200
request=$(member otp_request_id)
code=$(message "$phone" code)
call POST /user/verify-sms '{"app_id":"09876","otp":"'"$code"'","otp_request_id":"'"$request"'"}'
expect 200 '{"message":"Phone number verified"}'
call POST /user/verify-sms '{"app_id":"09876","otp":"'"$code"'","otp_request_id":"'"$request"'"}'
expect 401 '{"error":"Verification failed"}'

echo "Refresh and sign out"
call GET /user/refresh '' "$refresh"
expect 200
access=$(member access)
call DELETE /user/signout '' "$refresh"
expect 200 '{"message":"Signed out successfully"}'
call GET /user/protected '' "$access"
expect 401 '{"status":"error","message":"Unauthorized"}'

echo "Sign in"
call POST /user/signin '{"email":"'"$email"'","password":"wrong password"}'
expect 401 '{"error":"Invalid login credentials"}'
call POST /user/signin '{"email":"'"$email"'","password":"'"$password"'"}'
expect 200
access=$(member access)

echo "Forgotten password"
call POST /user/forgot-password '{"email":"'"$email"'"}'
expect 200 '{"message":"Password reset link sent"}'
link=$(message "$email" link)
token=${link##*[=/]}
call POST /auth/reset-password '{"email":"'"$email"'","password":"'"$new_password"'"}' "$access"
expect 400 '{"error":"Invalid token or password"}'
call POST /auth/reset-password '{"email":"'"$email"'","password":"'"$new_password"'"}' "$token"
expect 200 '{"message":"Password reset successfully"}'
call GET /user/protected '' "$access"
expect 401 '{"status":"error","message":"Unauthorized"}'
call POST /user/signin '{"email":"'"$email"'","password":"'"$new_password"'"}'
expect 200

echo "Done."
