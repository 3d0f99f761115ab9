#!/usr/bin/python3
"""Races Quantal and Brian 2 over the same networks: the microcircuit at some scales and release probabilities.

Both simulate the synapses, delays and input that quantal export writes (Quantal draws them itself, from the same seed)
in steps of 0.1 ms, after a warm-up of 500 ms, and keep all spikes. All ways take turns, --repeat times. Prints a
Markdown table of medians:

RTF    wall seconds for a second of model time, in the recorded part
CPU    processor seconds of all threads for the same; the one to compare where other programs run
whole  wall seconds, and processor seconds in brackets, of everything: start, network, code generation and compilation
       (of C++ programs done once, and counted for each), warm-up, recorded part

Ways: quantal-1, quantal-2, standalone-1, standalone-2 (Brian's C++ programs, with OpenMP threads), cython-1 (Brian's
usual way; compiled modules are kept between runs).

Needs Brian 2.5 with python3-dev and g++, python3-h5py, python3-pandas, and the build of benchmarks (see README.md
there).
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
BRIAN = ["/usr/bin/python3", os.path.join(HERE, "time_brian2.py")]
WAYS = "quantal-1,quantal-2,standalone-1,standalone-2,cython-1"


def run(command):
    """What the command prints, with its wall and processor seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    printed = subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE, text=True).stdout
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Race:
    """One network, and all ways to simulate it."""

    def __init__(self, options, scale, p, folder):
        self.options, self.scale, self.p = options, scale, p
        self.circuit, self.programs, self.neurons, self.builds = os.path.join(folder, "circuit"), folder, None, {}
        run(["./quantal", "export", SCENARIO, "--set", f"scale={scale}", "--set", f"p={p}", "--duration",
             f"{options.duration}ms", "--out", self.circuit])
        for way in options.ways.split(","):
            kind, threads = way.split("-")
            if kind == "standalone":
                self.builds[way] = run(BRIAN + [self.circuit, kind, threads, os.path.join(folder, way)])[1:]

    def quantal(self, threads):
        printed, wall, cpu = run([self.options.java, "@cli/jvm.options", "-cp", "benchmarks/target/benchmarks.jar",
                                  "org.quantal.benchmarks.WholeRunBenchmark", "--scale", self.scale, "--p", self.p,
                                  "--threads", threads, "--duration", str(self.options.duration), "--record", "true"])
        names, values = ([cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines()
                         if line.startswith("|") and "---" not in line)
        row = dict(zip(names, values))
        return {"rtf": float(row["RTF"]), "cpu": float(row["CPU s/s"]), "whole": wall, "whole_cpu": cpu,
                "rate": float(row["rate Hz"]), "synapses": float(row["synapses"])}

    def brian(self, way, arguments):
        printed, wall, cpu = run(BRIAN + arguments)
        found = json.loads(printed.splitlines()[-1])
        seconds = self.options.duration / 1000
        build = self.builds.get(way, (0, 0))
        return {"rtf": found["wall"] / seconds, "cpu": found["cpu"] / seconds, "whole": wall + build[0],
                "whole_cpu": cpu + build[1], "rate": found["spikes"] / seconds / self.size()}

    def size(self):
        if self.neurons is None:
            sys.path.insert(0, HERE)
            import sonata_circuit
            self.neurons = sum(p.size for p in sonata_circuit.read(self.circuit).populations.values())
        return self.neurons

    def turn(self, way):
        kind, threads = way.split("-")
        if kind == "quantal":
            return self.quantal(threads)
        return self.brian(way, [os.path.join(self.programs, way)] if kind == "standalone" else [self.circuit, kind])

    def medians(self):
        found = {way: [] for way in self.options.ways.split(",")}
        for k in range(self.options.repeat):
            for way in found:
                line = {"scale": self.scale, "p": self.p, "way": way, "turn": k, "load": os.getloadavg()[0]}
                found[way].append(self.turn(way))
                line = json.dumps(line | found[way][-1])
                print(line, file=sys.stderr, flush=True)
                if self.options.raw:
                    with open(self.options.raw, "a", encoding="utf-8") as file:
                        file.write(line + "\n")
        return {way: {key: statistics.median(one[key] for one in turns) for key in turns[0]}
                for way, turns in found.items()}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", default="0.1,0.2")
    parser.add_argument("--ps", default="1,0.5,0.2")
    parser.add_argument("--duration", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--java", default="java")
    parser.add_argument("--ways", default=WAYS)
    parser.add_argument("--raw", help="a file to which every run is appended as JSON")
    options = parser.parse_args()
    print("| neurons | p | way | RTF | CPU | whole | rate (Hz) |\n|---|---|---|---|---|---|---|", flush=True)
    for scale in options.scales.split(","):
        for p in options.ps.split(","):
            with tempfile.TemporaryDirectory() as folder:
                race = Race(options, scale, p, folder)
                for way, m in race.medians().items():
                    print(f"| {race.size()} | {p} | {way} | {m['rtf']:.3g} | {m['cpu']:.3g} "
                          f"| {m['whole']:.1f} ({m['whole_cpu']:.1f}) | {m['rate']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
