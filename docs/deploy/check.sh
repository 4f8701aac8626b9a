#!/usr/bin/env bash
# Checks the files of this folder with the tools that read them, and sends requests through nginx and Caddy to the jar:
#   docs/deploy/check.sh [--all] [bootstrap/target/latchkey.jar]
# A tool that is not installed is named and left out; with --all that is a failure. Everything listens on 127.0.0.1 and is stopped at the end.
# The tools are packages of Debian: nginx, caddy, prometheus, yamllint, python3-yaml, openssl, curl.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
left_out_fails=no
if [ "${1:-}" = --all ]; then
  left_out_fails=yes
  shift
fi
jar=$(realpath "${1:-$here/../../bootstrap/target/latchkey.jar}")
work=$(mktemp -d)
started=()
trap 'for one in "${started[@]}"; do kill "$one" 2>/dev/null || true; wait "$one" 2>/dev/null || true; done; rm -rf "$work"' EXIT
passed=0
failed=0
left_out=0

leave_out() {
  echo "LEFT OUT $1"
  left_out=$((left_out + 1))
}

has() {
  command -v "$1" >/dev/null && return
  leave_out "$2: no $1 on this machine"
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
if has promtool "prometheus.yml and latchkey-alerts.yml"; then
  check prometheus.yml promtool check config "$here/prometheus.yml"
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
  for file in compose.yaml kubernetes.yaml prometheus.yml latchkey-alerts.yml latchkey-alerts-test.yml; do
    check "$file is YAML" yamllint -d "{extends: relaxed, rules: {line-length: disable}}" "$here/$file"
  done
fi
# What a cluster would refuse or misread: kinds, names that do not match each other, and mounts without a volume.
objects_fit() {
  python3 - "$here/kubernetes.yaml" <<'PYTHON'
import sys, yaml
versions = {"Deployment": "apps/v1", "Service": "v1", "PodDisruptionBudget": "policy/v1", "Ingress": "networking.k8s.io/v1",
            "NetworkPolicy": "networking.k8s.io/v1", "ConfigMap": "v1", "Secret": "v1", "ServiceAccount": "v1"}
objects = [one for one in yaml.safe_load_all(open(sys.argv[1])) if one]
faults = []
def expect(holds, fault):
    if not holds:
        faults.append(fault)
for one in objects:
    kind = one.get("kind")
    expect(versions.get(kind) == one.get("apiVersion"), f"{kind} of {one.get('apiVersion')}")
    expect(one.get("metadata", {}).get("name"), f"{kind} without a name")
deployments = [one for one in objects if one["kind"] == "Deployment"]
expect(deployments, "no Deployment")
pods = [one["spec"]["template"] for one in deployments]
for one, pod in zip(deployments, pods):
    labels, spec = pod["metadata"]["labels"], pod["spec"]
    expect(one["spec"]["selector"]["matchLabels"].items() <= labels.items(), "the Deployment selects other pods")
    volumes = {volume["name"] for volume in spec.get("volumes", [])}
    for container in spec["containers"]:
        ports = {port.get("name") for port in container.get("ports", [])}
        mounts = {mount["name"] for mount in container.get("volumeMounts", [])}
        expect(mounts <= volumes, f"mounts without a volume: {mounts - volumes}")
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            expect(container.get(probe, {}).get("httpGet", {}).get("port") in ports, f"{probe} asks no port of the container")
        paths = [mount["mountPath"] for mount in container.get("volumeMounts", [])]
        for setting in container.get("env", []):
            value = setting.get("value", "")
            expect(not setting["name"].endswith("_FILE") or any(value.startswith(path + "/") for path in paths),
                   f"{setting['name']} names a file that is not mounted")
for one in objects:
    selector = one.get("spec", {}).get("selector", {})
    wanted = selector if one["kind"] == "Service" else selector.get("matchLabels", {})
    if one["kind"] in ("Service", "PodDisruptionBudget"):
        expect(wanted and any(wanted.items() <= pod["metadata"]["labels"].items() for pod in pods),
               f"the {one['kind']} selects no pod")
print("\n".join(faults))
sys.exit(bool(faults))
PYTHON
}
if python3 -c 'import yaml' 2>/dev/null; then
  check "kubernetes.yaml fits together" objects_fit
else
  leave_out "kubernetes.yaml: no python3 with yaml on this machine"
fi

port=$((20000 + RANDOM % 10000))
proxies=()
nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
if [ -z "$nginx" ]; then
  leave_out "nginx.conf: no nginx on this machine"
else
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
  proxies+=("nginx $((port + 2)) 127.0.0.2")
fi
if has caddy Caddyfile; then
  printf '{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tstorage file_system %s\n\thttp_port %s\n\thttps_port %s\n}\n' \
    "$work/caddy" "$((port + 3))" "$((port + 4))" >"$work/Caddyfile"
  sed -e "s|^id.example.org {|https://id.example.org:$((port + 4)) {\n\tbind 127.0.0.1\n\ttls internal|" \
    -e "s|127.0.0.1:8080|127.0.0.1:$port|" "$here/Caddyfile" >>"$work/Caddyfile"
  check Caddyfile caddy validate --config "$here/Caddyfile" --adapter caddyfile
  proxies+=("Caddy $((port + 4)) 127.0.0.3")
fi

if [ ${#proxies[@]} -gt 0 ]; then
  java "@$here/java.options" -Dlatchkey.trusted-proxies=127.0.0.1 -jar "$jar" --port "$port" --data-dir "$work/data" >"$work/console" 2>&1 &
  started+=($!)
  for _ in $(seq 600); do
    grep -q 'is ready at' "$work/console" && break
    sleep 0.5
  done
  if [ -n "$nginx" ]; then
    "$nginx" -c "$work/nginx.conf" &
    started+=($!)
  fi
  if [ -f "$work/Caddyfile" ]; then
    caddy run --config "$work/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
    started+=($!)
  fi
fi
for proxy in "${proxies[@]}"; do
  read -r behind tls client <<<"$proxy"
  request() {
    local path=$1
    shift
    curl -sk --interface "$client" --resolve "id.example.org:$tls:127.0.0.1" "$@" "https://id.example.org:$tls$path"
  }
  code_is_sent() {
    request /api/v1/otp -H 'Content-Type: application/json' -H 'X-Forwarded-For: 203.0.113.9' \
      -d "{\"purpose\":\"sign-in\",\"channel\":\"email\",\"destination\":\"${behind,,}@example.org\"}" | tee /dev/stderr | grep '"delivery":"queued"'
  }
  for _ in $(seq 60); do
    [ "$(request / -o /dev/null -w '%{http_code}')" = 200 ] && break
    sleep 0.5
  done
  check "a code asked for through $behind" code_is_sent
  # The audit log has the client's own address, not the proxy's and not what the client claimed.
  check "the client's address behind $behind" grep "\"event\":\"code_requested\".*\"network\":\"$client\"" "$work/console"
  is_hidden() { [ "$(request "$1" --path-as-is -o /dev/null -w '%{http_code}')" = 404 ]; }
  # What is inside, in the spellings that a server may take for the same.
  for path in /metrics /prometheus /health/ready /dev/inbox /administration /administration/app.js /api/v1/admin/users /api/v1/delivery/funnel \
    '/metrics;x' /metrics/ /%6Detrics //metrics '/x/..;/metrics' /x/%2e%2e/metrics /prometheus%3Bx '/health;x/ready' '/dev;x/inbox' \
    '/administration;x/' /ADMINISTRATION/ /administration%2Fapp.js '/api/v1/admin;x/users' '/api/v1;x/admin/users' /api/v1/%61dmin/users \
    /api/v1//admin/users /api/v1/./admin/users /api/v1/admin%2Fusers /api/v1/delivery/funnel/ '/api/v1/delivery/funnel;x'; do
    check "$path hidden by $behind" is_hidden "$path"
  done
done
echo "$passed passed, $failed failed, $left_out left out"
[ "$failed" = 0 ] && { [ "$left_out" = 0 ] || [ "$left_out_fails" = no ]; }
