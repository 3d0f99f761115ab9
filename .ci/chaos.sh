#!/usr/bin/env bash
# Kills a learning network (the microcircuit at scale 0.1, checkpoints every second) at random instants with SIGKILL, resumes it each time, and
# compares its spikes and weights with those of a run that was left alone.
#   usage: .ci/chaos.sh [KILLS [DURATION [SEED]]]      by default 20 kills, 10s of model time, seed 1
# The instants are drawn from SEED; how far a run is by then depends on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-20}
duration=${2:-10s}
RANDOM=${3:-1}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
scenario=(examples/scenarios/microcircuit.yaml --set scale=0.1 --duration "$duration" --quiet
  --set 'projections[0].plasticity={rule: stdp, Wmax: 5000 pA}'
  --set 'record.synapses=[{projection: L4E->L4E, times: [0 ms, 500 ms]}, {projection: L23E->L5E}]')

begin=$(date +%s.%N)
./quantal run "${scenario[@]}" --out "$out/alone"
# Of the time that a start may have: all but the simulation, and a good part of what would finish it after so many kills.
latest=$(/usr/bin/python3 -c '
import json, sys
whole = float(sys.argv[1])
run = json.load(open(sys.argv[2]))["wall_s"]["run"]
print(max(1, whole - run) + max(4, 1.6 * run / max(1, int(sys.argv[3]))))' "$(echo "$(date +%s.%N) $begin" | awk '{print $1 - $2}')" "$out/alone/run.json" "$kills")
echo "left alone: $(cd "$out/alone" && ls | tr '\n' ' '); kills come within $latest s"

start() {
  if [ -e "$out/killed/checkpoints/job.json" ]; then
    ./quantal resume "$out/killed" --quiet &
  else
    ./quantal run "${scenario[@]}" --out "$out/killed" --checkpoint every=1s --force &
  fi
  process=$!
}

done_kills=0
while [ "$done_kills" -lt "$kills" ]; do
  start
  # While it starts, builds, warms up, runs, keeps its state, or writes its results.
  sleep "$(awk -v r=$RANDOM -v latest="$latest" 'BEGIN {printf "%.3f", 0.3 + latest * r / 32768}')"
  if ! kill -KILL "$process" 2>/dev/null; then
    break
  fi
  wait "$process" 2>/dev/null || true
  done_kills=$((done_kills + 1))
  states=$(cd "$out/killed/checkpoints" 2>/dev/null && ls state-*.bin 2>/dev/null | tr '\n' ' ' || true)
  echo "kill $done_kills; states: ${states:-none}"
done
if [ ! -e "$out/killed/run.json" ] || [ -e "$out/killed/checkpoints" ]; then
  start
  wait "$process"
fi
echo "killed $done_kills times"

compare() {
  /usr/bin/python3 - "$1" "$2" <<'PY'
import json, os, sys
import h5py
import numpy as np

alone, killed = sys.argv[1:]
names = sorted(os.listdir(alone))
assert names == sorted(os.listdir(killed)), (names, sorted(os.listdir(killed)))
compared = elements = 0
for name in (n for n in names if n.endswith('.h5')):
    with h5py.File(os.path.join(alone, name)) as a, h5py.File(os.path.join(killed, name)) as b:
        def check(path, item):
            global compared, elements
            if isinstance(item, h5py.Dataset) and 'command_line' not in path:
                compared += 1
                elements += item.size
                assert np.array_equal(item[()], b[path][()]), f'{name}: {path} differs'
        a.visititems(check)
records = [json.load(open(os.path.join(d, 'run.json'))) for d in (alone, killed)]
for key in ('spikes', 'synaptic_events', 'populations', 'recorded_ms', 'complete'):
    assert records[0][key] == records[1][key], key
print(f'{compared} datasets with {elements} elements are identical; {records[0]["spikes"]} spikes')
PY
}
compare "$out/alone" "$out/killed"

# A disk that is full: files of more than 700 KiB cannot be written, which the pieces of the log are not, but the recorded states are in the end.
full=(examples/scenarios/microcircuit.yaml --set scale=0.02 --duration 20s --quiet
  --set 'record.states=[{population: L4E, neurons: 0..2, interval: 0.1 ms}]')
./quantal run "${full[@]}" --out "$out/roomy"
status=0
(ulimit -f 700; ./quantal run "${full[@]}" --out "$out/full" --checkpoint every=1s:model) 2>"$out/full.log" || status=$?
grep -q 'states.h5: .*free some space' "$out/full.log" && [ "$status" -eq 2 ] && [ ! -e "$out/full/states.h5" ]
./quantal resume "$out/full" --quiet
compare "$out/roomy" "$out/full"
echo "a full disk costs nothing but the time"
