#!/bin/sh
# A day with the drf-user routes, as its clients live it: validate, register, sign in, change, reset, enter by a code.
# usage: drf-user.sh [base URL]; needs curl and a Latchkey in development mode, whose inbox it reads.
set -eu
BASE=${1:-http://127.0.0.1:8080}
NUMBER=$(awk 'BEGIN { srand(); printf "%07d", rand() * 10000000 }')$$
NUMBER=$(printf '%s' "$NUMBER" | tail -c 7)
EMAIL=lovelace$NUMBER@example.org
MOBILE=+491511$NUMBER
LATE=babbage$NUMBER@example.org
LATE_MOBILE=+491512$NUMBER
BODY=$(mktemp)
PICTURE=$(mktemp)
trap 'rm -f "$BODY" "$PICTURE"' EXIT

fail() { echo "FAILED: $1" >&2; cat "$BODY" >&2; exit 1; }

# call <status> <text in the answer> <method> <path> [curl arguments]
call() {
    wanted=$1 text=$2 method=$3 path=$4
    shift 4
    status=$(curl -sS -o "$BODY" -w '%{http_code}' -X "$method" "$BASE$path" "$@")
    [ "$status" = "$wanted" ] || fail "$method $path: $status instead of $wanted"
    grep -qF -- "$text" "$BODY" || fail "$method $path: no $text"
    echo "$method $path -> $status"
}
post() { call "$1" "$2" POST "$3" -H 'Content-Type: application/json' -d "$4"; }
member() { sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p" "$BODY"; }

# The newest code that reached an e-mail address or mobile; the message may be on its way.
code() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        found=$(curl -sS -G --data-urlencode "to=$1" "$BASE/dev/inbox/messages" \
            | grep -o '"code":"[0-9]*"' | head -n 1 | tr -dc 0-9)
        [ -n "$found" ] && { echo "$found"; return; }
        sleep 1
    done
}

echo "# Is the address free?"
post 200 '"unique":true' /isunique/ "{\"prop\":\"email\",\"value\":\"$EMAIL\"}"

echo "# Validate e-mail and mobile, then register"
post 400 'must be pre-validated via OTP' /register/ \
    "{\"username\":\"ada$NUMBER\",\"name\":\"Ada\",\"email\":\"$EMAIL\",\"mobile\":\"$MOBILE\",\"password\":\"correct horse battery $NUMBER\"}"
for destination in "$EMAIL" "$MOBILE"; do
    post 201 'Message sent successfully!' /otp/ "{\"destination\":\"$destination\",\"email\":\"$EMAIL\"}"
    post 202 'OTP Validated successfully!' /otp/ "{\"destination\":\"$destination\",\"verify_otp\":\"$(code "$destination")\"}"
done
post 403 'OTP sending not allowed until' /otp/ "{\"destination\":\"$EMAIL\",\"email\":\"$EMAIL\"}"
post 201 "\"username\":\"ada$NUMBER\"" /register/ \
    "{\"username\":\"ada$NUMBER\",\"name\":\"Ada\",\"email\":\"$EMAIL\",\"mobile\":\"$MOBILE\",\"password\":\"correct horse battery $NUMBER\"}"

echo "# Sign in, look, change, upload, refresh"
post 401 'username or password is invalid.' /login/ "{\"username\":\"$EMAIL\",\"password\":\"wrong\"}"
post 200 '"session"' /login/ "{\"username\":\"ada$NUMBER\",\"password\":\"correct horse battery $NUMBER\"}"
TOKEN=$(member token)
REFRESH=$(member refresh_token)
call 401 'Authentication credentials were not provided.' GET /account/
call 200 "\"mobile\":\"$MOBILE\"" GET /account/ -H "Authorization: Bearer $TOKEN"
call 200 'Countess of Lovelace' PATCH /account/ -H "Authorization: Bearer $TOKEN" -d 'name=Countess of Lovelace'
printf '%s' 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' \
    | base64 -d > "$PICTURE"
call 201 'Profile Image Uploaded.' POST /upload-image/ -H "Authorization: Bearer $TOKEN" \
    -F "profile_image=@$PICTURE;type=image/png"
post 200 '"token"' /refresh-token/ "{\"refresh\":\"$REFRESH\"}"

echo "# Enter by a code that also makes the account"
post 201 'OTP has been sent successfully.' /otpreglogin/ "{\"name\":\"Charles\",\"email\":\"$LATE\",\"mobile\":\"$LATE_MOBILE\"}"
CODE=$(code "$LATE")
[ "$CODE" != "$(code "$LATE_MOBILE")" ] || fail "the e-mail and the mobile were sent the same code"
post 403 'OTP Validation failed! 2 attempts left!' /otpreglogin/ \
    "{\"name\":\"Charles\",\"email\":\"$LATE\",\"mobile\":\"$LATE_MOBILE\",\"verify_otp\":\"0\"}"
post 202 '"refresh_token"' /otpreglogin/ \
    "{\"name\":\"Charles\",\"email\":\"$LATE\",\"mobile\":\"$LATE_MOBILE\",\"verify_otp\":\"$CODE\"}"
call 200 "\"username\":\"$LATE_MOBILE\"" GET /account/ -H "Authorization: Bearer $(member token)"

echo "# No password is reset without a code"
post 404 'No pending OTP validation request found' /password/reset/ \
    "{\"email\":\"$EMAIL\",\"otp\":\"000000\",\"password\":\"staple wire mountain $NUMBER\"}"
post 404 'User with the provided email does not exist.' /password/reset/ \
    "{\"email\":\"nobody$NUMBER@example.org\",\"otp\":\"000000\",\"password\":\"staple wire mountain $NUMBER\"}"

echo "OK"
