#!/usr/bin/python3
"""Races Quantal and Brian 2 over the same networks: the microcircuit at some scales and release probabilities.

usage: race.py [--scales 0.03,0.1,0.2] [--ps 1,0.5,0.2] [--duration 1000] [--repeat 3] [--java JAVA] [--ways WAY,...] [--raw FILE]

Both simulate the synapses, delays and input that quantal export finds (Quantal draws them itself, from the same seed) in steps of 0.1 ms,
after a warm-up of 500 ms, and keep all spikes. All ways take turns, --repeat times. Prints a Markdown table of medians:
RTF is wall seconds for a second of model time in the recorded part; CPU the seconds of all threads for the same; whole the wall seconds, and
processor seconds in brackets, of everything: start, build of the network or code generation and compilation, warm-up, recorded part. On a
machine with other work CPU is the one to compare. Brian's compiled Cython modules are kept between runs, as users have it.

Ways: quantal-1, quantal-2, standalone-1, standalone-2 (C++ with OpenMP threads), cython-1.
Needs Brian 2.5 with cython3 and g++, python3-h5py, python3-pandas, and the build of benchmarks (see README.md there).
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SCENARIO = os.path.join(TOP, "examples", "scenarios", "microcircuit.yaml")
WAYS = ["quantal-1", "quantal-2", "standalone-1", "standalone-2", "cython-1"]


def run(command):
    """What the command prints, with its wall and processor seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    printed = subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE, text=True).stdout
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def quantal(java, scale, p, threads, duration):
    printed, wall, cpu = run([java, "@cli/jvm.options", "-cp", "benchmarks/target/benchmarks.jar",
                              "org.quantal.benchmarks.WholeRunBenchmark", "--scale", scale, "--p", p, "--threads", threads,
                              "--duration", str(duration), "--record", "true"])
    names, values = ([cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines()
                     if line.startswith("|") and "---" not in line)
    row = dict(zip(names, values))
    return {"rtf": float(row["RTF"]), "cpu": float(row["CPU s/s"]), "whole": wall, "whole_cpu": cpu, "rate": float(row["rate Hz"])}


def brian(circuit, way, threads, duration):
    printed, wall, cpu = run(["/usr/bin/python3", os.path.join(HERE, "time_brian2.py"), circuit, way, threads])
    found = json.loads(printed.splitlines()[-1])
    return {"rtf": found["wall"] / duration * 1000, "cpu": found["cpu"] / duration * 1000, "whole": wall, "whole_cpu": cpu,
            "rate": found["rate"], "neurons": found["neurons"], "synapses": found["synapses"]}


def race(options, scale, p, circuit):
    found = {way: [] for way in options.ways.split(",")}
    for k in range(options.repeat):
        for way in found:
            kind, threads = way.split("-")
            load = os.getloadavg()[0]
            one = quantal(options.java, scale, p, threads, options.duration) if kind == "quantal" \
                else brian(circuit, kind, threads, options.duration)
            found[way].append(one)
            line = {"scale": scale, "p": p, "way": way, "turn": k, "load_before": load} | one
            print(json.dumps(line), file=sys.stderr, flush=True)
            if options.raw:
                with open(options.raw, "a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
    return {way: {key: statistics.median(one[key] for one in turns) for key in turns[0]} for way, turns in found.items()}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--scales", default="0.03,0.1,0.2")
    parser.add_argument("--ps", default="1,0.5,0.2")
    parser.add_argument("--duration", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--java", default="java")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--raw", help="a file to which every run is appended as JSON")
    options = parser.parse_args()
    print("| neurons | synapses | p | way | RTF | CPU | whole | rate (Hz) |\n|---|---|---|---|---|---|---|---|", flush=True)
    for scale in options.scales.split(","):
        for p in options.ps.split(","):
            with tempfile.TemporaryDirectory() as folder:
                circuit = os.path.join(folder, "circuit")
                run(["./quantal", "export", SCENARIO, "--set", f"scale={scale}", "--set", f"p={p}", "--duration",
                     f"{options.duration}ms", "--out", circuit])
                medians = race(options, scale, p, circuit)
            size = next((m for m in medians.values() if "neurons" in m), {"neurons": 0, "synapses": 0})
            for way, m in medians.items():
                print(f"| {size['neurons']:.0f} | {size['synapses']:.3g} | {p} | {way} | {m['rtf']:.3g} | {m['cpu']:.3g} "
                      f"| {m['whole']:.1f} ({m['whole_cpu']:.1f}) | {m['rate']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
