#!/usr/bin/env bash
# Checks the files of this folder with the tools that read them, and sends a request through nginx to the jar:
#   docs/deploy/check.sh [bootstrap/target/latchkey.jar]
# A tool that is not installed is named and left out. Everything listens on 127.0.0.1 and is stopped at the end.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jar=$(realpath "${1:-$here/../../bootstrap/target/latchkey.jar}")
work=$(mktemp -d)
started=()
trap 'for one in "${started[@]}"; do kill "$one" 2>/dev/null || true; wait "$one" 2>/dev/null || true; done; rm -rf "$work"' EXIT
passed=0
failed=0

has() {
  command -v "$1" >/dev/null && return
  echo "LEFT OUT $2: no $1 on this machine"
  return 1
}

check() {
  local name=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "PASS $name"
    passed=$((passed + 1))
  else
    echo "FAIL $name"
    cat "$work/said"
    failed=$((failed + 1))
  fi
}

has systemd-analyze latchkey.service && check latchkey.service systemd-analyze verify "$here/latchkey.service"
has caddy Caddyfile && check Caddyfile caddy validate --config "$here/Caddyfile" --adapter caddyfile
if has promtool latchkey-alerts.yml; then
  check latchkey-alerts.yml promtool check rules "$here/latchkey-alerts.yml"
  check "latchkey-alerts.yml with its examples" promtool test rules "$here/latchkey-alerts-test.yml"
fi
# Every metric that alerts or dashboard ask for is one of the catalogue.
metrics_exist() {
  local name unknown=0
  for name in $(grep -oh 'latchkey_[a-z_]*[a-z]' "$here/latchkey-alerts.yml" "$here/grafana-dashboard.json" | sort -u); do
    grep -qE "^\\| \`($name|${name%_*})\`" "$here/../metrics.md" || { echo "no metric $name"; unknown=1; }
  done
  return $unknown
}
check "metrics of alerts and dashboard" metrics_exist
has python3 grafana-dashboard.json && check grafana-dashboard.json python3 -m json.tool "$here/grafana-dashboard.json"
if has yamllint "the YAML files"; then
  for file in compose.yaml kubernetes.yaml prometheus.yml; do
    check "$file" yamllint -d "{extends: relaxed, rules: {line-length: disable}}" "$here/$file"
  done
fi

nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
if [ -z "$nginx" ]; then
  echo "LEFT OUT nginx.conf: no nginx on this machine"
else
  port=$((20000 + RANDOM % 10000))
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=id.example.org \
    -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
  {
    echo "daemon off; pid $work/nginx.pid; error_log $work/error.log; events {}"
    echo "http { access_log off; client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f;"
    echo "uwsgi_temp_path $work/u; scgi_temp_path $work/s;"
    sed -e "s|/etc/ssl/latchkey|$work|; s|listen 80;|listen 127.0.0.1:$((port + 1));|" \
      -e "s|listen 443|listen 127.0.0.1:$((port + 2))|; s|127.0.0.1:8080|127.0.0.1:$port|" "$here/nginx.conf"
    echo "}"
  } >"$work/nginx.conf"
  check nginx.conf "$nginx" -t -c "$work/nginx.conf"

  java "@$here/java.options" -Dlatchkey.trusted-proxies=127.0.0.1 -jar "$jar" --port "$port" --data-dir "$work/data" >"$work/console" 2>&1 &
  started+=($!)
  "$nginx" -c "$work/nginx.conf" &
  started+=($!)
  for _ in $(seq 240); do
    grep -q 'is ready at' "$work/console" && break
    sleep 0.5
  done
  request() {
    local path=$1
    shift
    curl -sk --interface 127.0.0.2 --resolve "id.example.org:$((port + 2)):127.0.0.1" "$@" \
      "https://id.example.org:$((port + 2))$path"
  }
  code_is_sent() {
    request /api/v1/otp -H 'Content-Type: application/json' -H 'X-Forwarded-For: 203.0.113.9' \
      -d '{"purpose":"sign-in","channel":"email","destination":"ada@example.org"}' | grep '"delivery":"queued"'
  }
  check "a code asked for through nginx" code_is_sent
  # The audit log has the client's own address, not the proxy's and not what the client claimed.
  check "the client's address behind nginx" grep '"event":"code_requested".*"network":"127.0.0.2"' "$work/console"
  is_hidden() { [ "$(request "$1" --path-as-is -o /dev/null -w '%{http_code}')" = 404 ]; }
  # What is inside, in the spellings that a server may take for the same.
  for path in /metrics /prometheus /health/ready /dev/inbox /console /console/app.js /api/v1/admin/users /api/v1/delivery/funnel \
    '/metrics;x' /metrics/ /%6Detrics //metrics '/x/..;/metrics' /x/%2e%2e/metrics /prometheus%3Bx '/health;x/ready' '/dev;x/inbox' \
    '/console;x/' /CONSOLE/ /console%2Fapp.js '/api/v1/admin;x/users' '/api/v1;x/admin/users' /api/v1/%61dmin/users \
    /api/v1//admin/users /api/v1/./admin/users /api/v1/admin%2Fusers /api/v1/delivery/funnel/ '/api/v1/delivery/funnel;x'; do
    check "$path hidden by nginx" is_hidden "$path"
  done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
