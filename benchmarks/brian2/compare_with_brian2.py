#!/usr/bin/python3
"""Runs a circuit of quantal export in Brian 2 and compares with what Quantal found.

exact: Brian gets the spikes of the sources and, where release is stochastic, the outcomes that RUN recorded (record:
releases). All spikes of all neurons must then be the same, in number, neuron and time (within 1e-9 ms), and recorded
potentials equal to the digits that Quantal keeps (32-bit floats). How steps of the two simulators correspond is told in
brian_network.py.

statistics: both draw their own input, releases and initial values over the same synapses. RUNs differ in seed alone;
Brian runs --seeds times (default: as many as RUNs). Rates, CV of intervals, mean and variance of recorded potentials
must agree within 4 standard errors of the difference, which come from the spread over seeds and must be at most 2 %;
the released fraction must agree with the release probability within 4 standard errors of a binomial proportion.

Common options: --target cython|numpy (default numpy for exact, cython for statistics). Ends with 1 if something
disagrees. Needs Brian 2.5 (Debian: python3-brian; for cython also python3-dev and g++), python3-h5py and
python3-pandas.
"""

import argparse
import json
import math
import os
import sys
import time
import warnings

warnings.simplefilter("ignore", FutureWarning)

import numpy as np
from brian2 import BrianLogger, ms, prefs, seed

import brian_network
import sonata_circuit

# Warns that counting synapses may depend on the order of execution; sums of whole numbers do not.
BrianLogger.suppress_hierarchy("brian2.codegen.generators.base")

passed = failed = 0


def check(what, holds):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
    print(("ok      " if holds else "FAILED  ") + what)


def compare_exactly(circuit, run):
    spikes = sonata_circuit.read_spikes(run)
    potentials = sonata_circuit.read_potentials(run)
    if circuit.warmup:
        sys.exit("exact: spikes of the warm-up are not recorded, so there must be none")
    releases = {e.name: sonata_circuit.read_releases(run, e) for e in circuit.edges if np.any(np.asarray(e.p) < 1)}
    given = {name: spikes[name] for name, p in circuit.populations.items() if p.is_source}
    observed = {name: ids for name, (_, ids, _) in potentials.items()}
    rebuilt = brian_network.rebuild(circuit, given, releases, observed)
    began = time.perf_counter()
    rebuilt.network.run(circuit.duration * ms, namespace={})
    print(f"Brian ran {circuit.duration:g} ms in {time.perf_counter() - began:.1f} s")
    for name, population in circuit.populations.items():
        times, ids = rebuilt.spikes_of(name, circuit.dt)
        expected_times, expected_ids = spikes[name]
        order = np.lexsort((expected_ids, np.rint(expected_times / circuit.dt)))
        expected_times, expected_ids = expected_times[order], expected_ids[order]
        same = len(times) == len(expected_times) and np.array_equal(ids, expected_ids)
        error = np.abs(times - expected_times).max(initial=0) if same else math.nan
        check(f"{name}: {len(expected_times)} spikes of {population.size} neurons ({len(times)} in Brian), "
              f"largest difference {error:.2g} ms", same and error <= 1e-9 and len(times) > 0)
    for name, (times, ids, data) in potentials.items():
        monitor = rebuilt.potentials[name]
        _, mine, theirs = np.intersect1d(np.rint(times / circuit.dt), np.rint(monitor.t / ms / circuit.dt),
                                         return_indices=True)
        error = np.abs(data[mine] - np.asarray(monitor.v).T[theirs] * 1000)
        check(f"{name}: V of {len(ids)} neurons at {len(mine)} times, largest difference {error.max(initial=0):.2g} mV",
              len(mine) > 10 and bool((error <= 2e-7 * np.abs(data[mine]) + 1e-6).all()))


def measure(times, ids, size, duration, potentials):
    """Rate in Hz, CV of intervals if neurons have 10 spikes on average, and mean and variance of the potential."""
    found = {"rate (Hz)": len(times) / size / duration * 1000}
    if len(times) >= 10 * size:
        found["CV"] = cv_of_intervals(times, ids)
    if potentials is not None:
        found["mean V (mV)"], found["variance of V (mV2)"] = potentials.mean(), potentials.var()
    return found


def cv_of_intervals(times, ids, least=10):
    order = np.lexsort((times, ids))
    times, ids = times[order], ids[order]
    cuts = np.flatnonzero(np.diff(ids)) + 1
    intervals = [np.diff(train) for train in np.split(times, cuts) if len(train) > least]
    return float(np.mean([t.std() / t.mean() for t in intervals])) if intervals else math.nan


def compare_statistics(circuit, runs, seeds, report):
    expected = {name: [] for name in circuit.populations}
    released = offered = 0
    for run in runs:
        spikes, potentials = sonata_circuit.read_spikes(run), sonata_circuit.read_potentials(run)
        for name, population in circuit.populations.items():
            data = potentials[name][2] if name in potentials else None
            expected[name].append(measure(*spikes[name], population.size, circuit.duration, data))
        with open(os.path.join(run, "run.json"), encoding="utf-8") as file:
            events = json.load(file)["synaptic_events"]
        released, offered = released + events["released"], offered + events["offered"]
    observed = {name: ids for name, (_, ids, _) in potentials.items()}

    found = {name: [] for name in circuit.populations}
    their_released = their_offered = 0
    began = time.perf_counter()
    for k in range(seeds):
        seed(1000 + k)
        rebuilt = brian_network.rebuild(circuit, observed=observed, seed=1000 + k, count=True)
        rebuilt.network.run(circuit.warmup * ms, namespace={})
        for synapses in rebuilt.synapses:
            synapses.offered, synapses.released = 0, 0
        rebuilt.network.run(circuit.duration * ms, namespace={})
        for name, population in circuit.populations.items():
            times, ids = rebuilt.spikes_of(name, circuit.dt)
            late = times > circuit.warmup + circuit.dt / 2
            monitor = rebuilt.potentials.get(name)
            if monitor is not None:
                monitor = np.asarray(monitor.v)[:, np.asarray(monitor.t / ms) > circuit.warmup] * 1000
            found[name].append(measure(times[late], ids[late], population.size, circuit.duration, monitor))
        their_released += sum(int(np.sum(s.released)) for s in rebuilt.synapses)
        their_offered += sum(int(np.sum(s.offered)) for s in rebuilt.synapses)
    print(f"{len(runs)} runs of Quantal, {seeds} of Brian, {circuit.duration:g} ms each; "
          f"Brian took {time.perf_counter() - began:.0f} s")

    rows = [f"| population | measure | Quantal | Brian 2 | difference / s.e. |", "|---|---|---|---|---|"]
    for name in circuit.populations:
        for key in [key for key in expected[name][0] if all(key in m for m in expected[name] + found[name])]:
            a, b = (np.array([m[key] for m in side[name]]) for side in (expected, found))
            ea, eb = (x.std(ddof=1) / math.sqrt(len(x)) for x in (a, b))
            z = (a.mean() - b.mean()) / math.hypot(ea, eb)
            rows.append(f"| {name} | {key} | {a.mean():.5g} ± {ea:.2g} | {b.mean():.5g} ± {eb:.2g} | {z:+.1f} |")
            largest = max(ea / abs(a.mean()), eb / abs(b.mean()))
            check(f"{name}: {key} {a.mean():.5g} and {b.mean():.5g}, {z:+.1f} s.e., "
                  f"of which one is at most {100 * largest:.2g} %", abs(z) <= 4 and largest <= 0.02)
    ps = {e.p for e in circuit.edges if isinstance(e.p, float)}
    if len(ps) == 1 and len(circuit.edges):
        p = ps.pop()
        for who, k, n in (("Quantal", released, offered), ("Brian 2", their_released, their_offered)):
            z = (k / n - p) / math.sqrt(p * (1 - p) / n)
            rows.append(f"| all | released, {who} | {k / n:.6f} of {n:.3g} | p = {p:g} | {z:+.1f} |")
            check(f"{who} released {k / n:.6f} of {n:.4g}, {z:+.1f} s.e. from {p:g}", abs(z) <= 4)
    if report:
        with open(report, "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("exact", "statistics"))
    parser.add_argument("circuit")
    parser.add_argument("runs", nargs="+")
    parser.add_argument("--seeds", type=int)
    parser.add_argument("--target", choices=("cython", "numpy"))
    parser.add_argument("--report")
    options = parser.parse_args()
    prefs.codegen.target = options.target or ("numpy" if options.mode == "exact" else "cython")
    circuit = sonata_circuit.read(options.circuit)
    if options.mode == "exact":
        compare_exactly(circuit, options.runs[0])
    else:
        compare_statistics(circuit, options.runs, options.seeds or len(options.runs), options.report)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
