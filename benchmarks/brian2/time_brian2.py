#!/usr/bin/python3
"""Runs a circuit of quantal export in Brian 2 once and prints, as JSON, what the recorded part took.

usage: time_brian2.py CIRCUIT standalone|cython THREADS

Prints wall seconds and processor seconds (all threads) of the recorded part, after the circuit's warm-up, and the mean rate. The only
monitors are those of spikes; floats have 64 bits; the preferences of code generation are Brian's own (-O3 -ffast-math -march=native).
"""

import json
import os
import sys
import tempfile
import time
import warnings

warnings.simplefilter("ignore", FutureWarning)

from brian2 import BrianLogger, device, ms, prefs, seed, set_device

import brian_network
import sonata_circuit

BrianLogger.log_level_error()    # else it warns each time that OpenMP is little tested


def standalone(rebuilt, circuit, threads):
    """The recorded part by clocks that stand in the generated program before and after it."""
    mark = 'std::cout.precision(17); std::cout << "MARK " << std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count()' \
           ' << " " << double(std::clock()) / CLOCKS_PER_SEC << std::endl;'
    rebuilt.network.run(circuit.warmup * ms, namespace={})
    device.insert_code("main", mark)
    rebuilt.network.run(circuit.duration * ms, namespace={})
    device.insert_code("main", mark)
    with tempfile.TemporaryDirectory() as folder:
        device.build(directory=folder, with_output=False)
        with open(os.path.join(folder, "results", "stdout.txt"), encoding="utf-8") as file:
            marks = [[float(x) for x in line.split()[1:]] for line in file if line.startswith("MARK")]
        spikes = sum(monitor.num_spikes for monitor in rebuilt.spikes)
    return marks[1][0] - marks[0][0], marks[1][1] - marks[0][1], spikes


def cython(rebuilt, circuit):
    rebuilt.network.run(circuit.warmup * ms, namespace={})
    # A second call prepares all objects again, which is no part of simulating: a step of it goes first.
    rebuilt.network.run(circuit.dt * ms, namespace={})
    wall, cpu = time.perf_counter(), time.process_time()
    rebuilt.network.run(circuit.duration * ms, namespace={})
    return time.perf_counter() - wall, time.process_time() - cpu, sum(monitor.num_spikes for monitor in rebuilt.spikes)


def main(directory, way, threads):
    circuit = sonata_circuit.read(directory)
    if way == "standalone":
        set_device("cpp_standalone", build_on_run=False)
        prefs.devices.cpp_standalone.openmp_threads = threads if threads > 1 else 0
        prefs.codegen.cpp.headers += ["<chrono>", "<ctime>"]
    else:
        prefs.codegen.target = "cython"
    seed(1)
    rebuilt = brian_network.rebuild(circuit)
    wall, cpu, spikes = standalone(rebuilt, circuit, threads) if way == "standalone" else cython(rebuilt, circuit)
    neurons = sum(p.size for p in circuit.populations.values())
    print(json.dumps({"wall": wall, "cpu": cpu, "rate": spikes / neurons / (circuit.warmup + circuit.duration) * 1000,
                      "neurons": neurons, "synapses": sum(len(e.i) for e in circuit.edges)}))


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in ("standalone", "cython"):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
