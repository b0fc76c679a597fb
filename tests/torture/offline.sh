#!/usr/bin/env bash
# A machine without a network: install from a wheelhouse, bring reports in, ask, draft, export; no packet may try to leave.
#
# Usage: tests/torture/offline.sh [FOLDER]. Needs root (a network of its own by unshare) and iproute2. FOLDER keeps the wheels between runs.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"

if [ "${INSIDE:-}" != 1 ]; then
  python3 -m venv "$folder/loader"
  export PIP_DISABLE_PIP_VERSION_CHECK=1
  "$folder/loader/bin/pip" -q download -d "$folder/wheels" -c constraints.txt torch==2.13.0
  "$folder/loader/bin/pip" -q download -d "$folder/wheels" -c constraints.txt . "hatchling>=1.27"
  INSIDE=1 exec unshare -n "$0" "$folder"
fi

# One way out that leads nowhere: whatever tries to leave is counted on it.
ip link set lo up
ip link add out type veth peer name nowhere
ip link set nowhere up
ip addr add 10.9.9.9/24 dev out
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 2>/dev/null || true # else the system announces its new address itself
ip link set out up
ip route add default via 10.9.9.1
ip neigh add 10.9.9.1 lladdr 02:00:00:00:00:01 dev out
sent() { awk '$1 == "out:" { print $11 }' /proc/net/dev; }
echo counted >/dev/udp/192.0.2.1/9 # else nothing would be proved
before=$(sent)
[ "$before" -gt 0 ]

rm -rf "$folder/venv" "$folder/data"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-index --find-links "$folder/wheels" -c constraints.txt torch==2.13.0
"$folder/venv/bin/pip" -q install --no-index --find-links "$folder/wheels" -c constraints.txt .
export HOIBAOCAO_DATA="$folder/data"
cd "$folder" # so that the installed program runs, and not this folder's
run() { "$folder/venv/bin/hoibaocao" "$@"; }
reports=$(echo venv/lib/python3*/site-packages/demo/reports)
run ingest "$reports" | tail -n 1
run ask "Quý I/2026 xã Bản Sen cấp bao nhiêu gạo cứu đói?"
run figures "hộ nghèo" --xlsx "$folder/figures.xlsx" >/dev/null
run draft --kind half_year --from 2026-01-01 --to 2026-06-30 -o "$folder/draft.docx" >/dev/null
run backup "$folder/backup.zip" >/dev/null
ls -l "$folder"/figures.xlsx "$folder"/draft.docx "$folder"/backup.zip
echo "packets that tried to leave: $(($(sent) - before))"
[ "$(sent)" -eq "$before" ]
