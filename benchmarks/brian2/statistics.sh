#!/usr/bin/env bash
# Statistics of stochastic networks in Quantal and in Brian 2: Brunel's network with 2,500 neurons and delta synapses,
# and the microcircuit at 3 % with exponential currents. Usage: statistics.sh NEW_DIRECTORY [SEEDS]
set -euo pipefail
work=$(realpath -m "$1")
seeds=${2:-10}
cd "$(dirname "$0")/../.."
mkdir "$work"

compare() {    # name, then the scenario and its changes
  local name=$1 runs=()
  shift
  ./quantal export "$@" --out "$work/$name"
  for k in $(seq "$seeds"); do
    ./quantal run "$work/$name/simulation_config.json" --seed "$k" --out "$work/$name-$k" --quiet
    runs+=("$work/$name-$k")
  done
  /usr/bin/python3 benchmarks/brian2/compare_with_brian2.py statistics "$work/$name" "${runs[@]}" \
    --report "$work/$name.md"
}

brunel=(examples/scenarios/brunel.yaml --set populations.E.size=2000 --set populations.I.size=500
  --set C_E=200 --set C_I=50 --set J=0.2 --set g=5 --set eta=2 --duration 1s
  --set "record.states=[{population: E, neurons: 0..199}, {population: I, neurons: 0..199}]")
for p in 0.5 0.2; do
  compare "brunel-$p" "${brunel[@]}" --set "p=$p"
done
compare microcircuit-0.5 examples/scenarios/microcircuit.yaml --set scale=0.03 --set p=0.5 --duration 4s \
  --set "record.states=[{population: L4E, neurons: 0..199}, {population: L5I}]"
