#!/usr/bin/env bash
# Three MariaDB nodes of one Galera cluster on the loopback of this machine, to try Latchkey on a cluster. Not for production: no
# passwords, and all nodes on one disk. Needs Debian's packages mariadb-server, galera-4, rsync and lsof; they need not run as services.
#
#   galera.sh FOLDER start    makes the nodes in FOLDER, starts them and waits until all three are in the cluster
#   galera.sh FOLDER kill NODE  ends node 1, 2 or 3 as a crash does
#   galera.sh FOLDER join NODE  starts a node again and waits until it has what it missed
#   galera.sh FOLDER status     a line for each node: its port, the size of its cluster and its state
#   galera.sh FOLDER stop     ends all nodes
#
# The first of three free ports is in BASE_PORT (3310 by default): clients find the nodes at the three ports after it. The nodes find each other
# by ports that are 1000 (replication), 1100 (missed writes) and 1200 (full copies) higher. Database `latchkey`, user `root`, no password.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,13p' "$0" | cut -c3-; exit 2; }
folder=$(realpath -m "$1") deed=$2 node=${3:-}
base=${BASE_PORT:-3310}
nodes="1 2 3"
longest_start=120
# Full copies fail where the server's user is root.
owner=$(id -un)
[ "$owner" != root ] || owner=mysql

library=/usr/lib/galera/libgalera_smm.so
[ -f "$library" ] || { echo "libgalera_smm.so is not installed (Debian: galera-4)" >&2; exit 1; }

ask() {
  mariadb --no-defaults --protocol=tcp -h 127.0.0.1 -P $((base + $1)) -u root --connect-timeout=2 -N -B -e "$2" 2>/dev/null
}

state() {
  ask "$1" "SHOW STATUS LIKE 'wsrep_local_state_comment'" | cut -f2
}

members() {
  for each in $nodes; do printf '127.0.0.1:%d,' $((base + 1000 + each)); done | sed 's/,$//'
}

launch() {
  local data=$folder/$1
  setsid mariadbd --no-defaults --user="$owner" --datadir="$data" --socket="$data.sock" --pid-file="$data.pid" \
    --log-error="$data.log" --bind-address=127.0.0.1 --port=$((base + $1)) --skip-grant-tables --skip-name-resolve \
    --character-set-server=utf8mb4 --binlog-format=ROW --innodb-autoinc-lock-mode=2 \
    --wsrep-on=ON --wsrep-provider="$library" --wsrep-cluster-name=latchkey-on-loopback \
    --wsrep-cluster-address="gcomm://$(members)" --wsrep-node-name="node$1" \
    --wsrep-node-address="127.0.0.1:$((base + 1000 + $1))" --wsrep-sst-method=rsync \
    --wsrep-sst-receive-address="127.0.0.1:$((base + 1200 + $1))" \
    --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$((base + 1000 + $1));ist.recv_addr=127.0.0.1:$((base + 1100 + $1))" \
    "${@:2}" >/dev/null 2>&1 </dev/null &
}

await() {
  for _ in $(seq $((longest_start * 5))); do
    [ "$(state "$1")" = Synced ] && return
    sleep 0.2
  done
  echo "node $1 did not come into the cluster; see $folder/$1.log" >&2
  exit 1
}

end() {
  local pid
  pid=$(cat "$folder/$1.pid" 2>/dev/null) || return 0
  kill "-$2" "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -f "$folder/$1.pid"
}

case $deed in
start)
  mkdir -p "$folder"
  [ "$owner" != mysql ] || chown mysql: "$folder"
  for each in $nodes; do
    mariadb-install-db --no-defaults --user="$owner" --datadir="$folder/$each" --auth-root-authentication-method=normal \
      --skip-test-db >/dev/null 2>&1
  done
  launch 1 --wsrep-new-cluster
  await 1
  for each in 2 3; do launch "$each"; await "$each"; done
  ask 1 "CREATE DATABASE IF NOT EXISTS latchkey"
  ;;
kill) end "$node" KILL ;;
join) launch "$node"; await "$node" ;;
status)
  for each in $nodes; do
    echo "$each $((base + each)) $(ask "$each" "SHOW STATUS LIKE 'wsrep_cluster_size'" | cut -f2) $(state "$each")"
  done
  ;;
stop) for each in $nodes; do end "$each" TERM; done ;;
*) echo "unknown: $deed" >&2; exit 2 ;;
esac
