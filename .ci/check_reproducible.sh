#!/usr/bin/env bash
# The same scenario and seed give identical spikes with 1, 2 and 3 threads and on every installed Java; another seed differs.
# Usage: check_reproducible.sh WORK_DIRECTORY
set -euo pipefail
work=$1
common=(examples/scenarios/microcircuit.yaml --set scale=0.05 --set partitions=4 --duration 200ms --quiet)
./quantal run "${common[@]}" --out "$work/t1" --threads 1
./quantal run "${common[@]}" --out "$work/t2" --threads 2
./quantal run "${common[@]}" --out "$work/t3" --threads 3
./quantal run "${common[@]}" --out "$work/seed" --threads 2 --seed 99
runs=("$work/t2" "$work/t3")
for java in /usr/lib/jvm/*/bin/java; do
  [ -L "$(dirname "$(dirname "$java")")" ] && continue
  out=$work/java-$(echo "$java" | tr -c 'a-zA-Z0-9\n' -)
  QUANTAL_JAVA=$java ./quantal run "${common[@]}" --out "$out" --threads 2
  runs+=("$out")
done
/usr/bin/python3 - "$work/t1" "$work/seed" "${runs[@]}" <<'PYTHON'
import sys, h5py
def spikes(directory):
    with h5py.File(directory + "/spikes.h5") as f:
        return {n: (g["timestamps"][()].tolist(), g["node_ids"][()].tolist()) for n, g in f["spikes"].items()}
reference = spikes(sys.argv[1])
total = sum(len(t) for t, _ in reference.values())
assert total > 1000, total
assert spikes(sys.argv[2]) != reference, "another seed gave the same spikes"
for run in sys.argv[3:]:
    assert spikes(run) == reference, run
print(f"{total} spikes identical in {len(sys.argv) - 2} runs; another seed differs")
PYTHON
