#!/usr/bin/python3
"""Runs a circuit of quantal export in Brian 2 once and prints, as JSON, what the recorded part took.

usage: time_brian2.py CIRCUIT cython
       time_brian2.py CIRCUIT standalone THREADS NEW_FOLDER      (writes and compiles a C++ program)
       time_brian2.py NEW_FOLDER                                 (runs that program)

Prints wall seconds and processor seconds (all threads) of the recorded part, after the circuit's warm-up, and the
number of spikes of all. The only monitors are those of spikes; floats have 64 bits; the preferences of code generation
are Brian's own (-O3 -ffast-math -march=native).
"""

import json
import os
import subprocess
import sys
import time
import warnings

warnings.simplefilter("ignore", FutureWarning)


def rebuild(directory):
    import brian_network
    import sonata_circuit
    from brian2 import BrianLogger, seed
    BrianLogger.log_level_error()    # else it warns each time that OpenMP is little tested
    seed(1)
    circuit = sonata_circuit.read(directory)
    return circuit, brian_network.rebuild(circuit)


def write_program(directory, threads, folder):
    """The recorded part lies between clocks that stand in the generated program."""
    from brian2 import device, ms, prefs, set_device
    set_device("cpp_standalone", build_on_run=False)
    prefs.devices.cpp_standalone.openmp_threads = threads if threads > 1 else 0
    prefs.devices.cpp_standalone.extra_make_args_unix = [f"-j{os.cpu_count()}"]    # Brian's own -j has no limit
    prefs.codegen.cpp.headers += ["<chrono>", "<ctime>"]
    circuit, rebuilt = rebuild(directory)
    now = "std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count()"
    spikes = " + ".join(device.get_array_name(m.variables["i"], access_data=False) + ".size()" for m in rebuilt.spikes)
    mark = 'std::cout.precision(17); std::cout << "MARK " << %s << " " << double(std::clock()) / CLOCKS_PER_SEC' \
           ' << " " << %s << std::endl;' % (now, spikes)
    rebuilt.network.run(circuit.warmup * ms, namespace={})
    device.insert_code("main", mark)
    rebuilt.network.run(circuit.duration * ms, namespace={})
    device.insert_code("main", mark)
    device.build(directory=folder, run=False)


def run_program(folder):
    printed = subprocess.run(["./main"], cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    before, after = ([float(x) for x in line.split()[1:]] for line in printed.splitlines() if line.startswith("MARK"))
    return [b - a for a, b in zip(before, after)]


def run_cython(directory):
    from brian2 import ms, prefs
    prefs.codegen.target = "cython"
    circuit, rebuilt = rebuild(directory)
    rebuilt.network.run(circuit.warmup * ms, namespace={})
    before = sum(monitor.num_spikes for monitor in rebuilt.spikes)
    wall, cpu = time.perf_counter(), time.process_time()
    # Each call prepares all objects again, which is a second or so and no part of simulating; a call of a step tells.
    rebuilt.network.run(circuit.dt * ms, namespace={})
    prepared, prepared_cpu = time.perf_counter() - wall, time.process_time() - cpu
    wall, cpu = time.perf_counter(), time.process_time()
    rebuilt.network.run(circuit.duration * ms, namespace={})
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return wall - prepared, cpu - prepared_cpu, sum(monitor.num_spikes for monitor in rebuilt.spikes) - before


def main(arguments):
    if len(arguments) == 4 and arguments[1] == "standalone":
        write_program(arguments[0], int(arguments[2]), os.path.abspath(arguments[3]))
        return
    wall, cpu, spikes = run_cython(arguments[0]) if arguments[1:] == ["cython"] else run_program(arguments[0])
    print(json.dumps({"wall": wall, "cpu": cpu, "spikes": int(spikes)}))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 5) or sys.argv[2:3] not in ([], ["cython"], ["standalone"]):
        sys.exit(__doc__)
    main(sys.argv[1:])
