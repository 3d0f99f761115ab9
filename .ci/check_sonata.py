#!/usr/bin/python3
"""Checks a circuit that quantal export wrote, field by field, with another HDF5 library than the one that wrote it.

usage: check_sonata.py DIRECTORY

Follows the configurations to the files of nodes, edges, types and input spikes and checks names, types, attributes, ranges of ids, both
indices of the edges against the edges themselves, and that types and parameters are there. Prints a line a check and "N
passed, M failed"; ends with 1 if any failed.

Needs python3-h5py and python3-pandas.
"""

import json
import os
import sys

import h5py
import numpy as np
import pandas as pd

import checks
from checks import check


def column(where, group, name, dtype, size=None):
    data = group.get(name)
    if not check(f"{where}/{name} is there", isinstance(data, h5py.Dataset)):
        return np.zeros(0 if size is None else size, dtype)
    check(f"{where}/{name} is {dtype}", data.dtype == np.dtype(dtype), str(data.dtype))
    if size is not None:
        check(f"{where}/{name} has {size} entries", data.shape == (size,), data.shape)
    return data[()]


def marked(path, file):
    for name, value in (("magic", 0x0A7A), ("version", [0, 1])):
        found = file.attrs.get(name)
        check(f"{path}@{name} = {value}", found is not None and np.array_equal(found, value), found)
        check(f"{path}@{name} is uint32", found is not None and np.asarray(found).dtype == np.uint32)


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Config:
    """A configuration whose texts have the variables of its manifest replaced."""

    def __init__(self, path):
        self.folder = os.path.dirname(os.path.abspath(path))
        self.values = read_json(path)
        self.manifest = self.values.get("manifest", {})

    def path(self, text):
        for name, value in self.manifest.items():
            text = text.replace(name, value)
        return os.path.normpath(os.path.join(self.folder, text))


def check_nodes(circuit):
    sizes = {}
    components = circuit.path(circuit.values["components"]["point_neuron_models_dir"])
    for entry in circuit.values["networks"]["nodes"]:
        types = pd.read_csv(circuit.path(entry["node_types_file"]), sep=" ").set_index("node_type_id")
        with h5py.File(circuit.path(entry["nodes_file"]), "r") as file:
            marked("nodes", file)
            check("populations of the configuration and of the file are the same", set(entry["populations"]) == set(file["nodes"]))
            for name in entry["populations"]:
                where, group = f"/nodes/{name}", file["nodes"][name]
                ids = column(where, group, "node_id", "uint64")
                sizes[name] = size = len(ids)
                check(f"{where}/node_id counts from 0", np.array_equal(ids, np.arange(size)))
                kinds = column(where, group, "node_type_id", "int64", size)
                groups = column(where, group, "node_group_id", "uint64", size)
                places = column(where, group, "node_group_index", "uint64", size)
                check(f"{where} has the groups that it names", all(str(g) in group for g in np.unique(groups)))
                check(f"{where}/node_group_index counts from 0", np.array_equal(places, np.arange(size)))
                for kind in np.unique(kinds):
                    if check(f"{where}: type {kind} is in the table", kind in types.index):
                        row = types.loc[kind]
                        check(f"{where}: model_type is known", row["model_type"] in ("virtual", "point_neuron"), row["model_type"])
                        if row["model_type"] == "point_neuron":
                            check(f"{where}: model_template has a prefix", ":" in str(row["model_template"]), row["model_template"])
                            params = read_json(os.path.join(components, row["dynamics_params"]))
                            check(f"{where}: parameters are plain", all(isinstance(v, (int, float, bool, list)) for v in params.values()))
    return sizes


def check_index(where, group, node, size):
    """Every range holds edges of its node only, and all ranges together hold each edge once."""
    ranges = group["node_id_to_ranges"][()]
    check(f"{where}: both names hold the same", np.array_equal(ranges, group["node_id_to_range"][()]))
    check(f"{where}: ranges of each node", ranges.shape == (size, 2) and ranges.dtype == np.uint64, ranges.shape)
    edges = group["range_to_edge_id"][()]
    check(f"{where}: edges of each range", edges.ndim == 2 and edges.shape[1] == 2 and edges.dtype == np.uint64, edges.shape)
    right, covered = True, 0
    for n in range(size):
        for begin, end in edges[int(ranges[n, 0]):int(ranges[n, 1])].astype(np.int64):
            right = right and end > begin and bool((node[begin:end] == n).all())
            covered += end - begin
    check(f"{where}: ranges hold the edges of their nodes", right)
    check(f"{where}: ranges hold every edge", covered == len(node), covered)


def check_edges(circuit, sizes, settings):
    for entry in circuit.values["networks"]["edges"]:
        types = pd.read_csv(circuit.path(entry["edge_types_file"]), sep=" ").set_index("edge_type_id")
        with h5py.File(circuit.path(entry["edges_file"]), "r") as file:
            marked("edges", file)
            check("edges of the configuration and of the file are the same", set(entry["populations"]) == set(file["edges"]))
            for name in entry["populations"]:
                where, group = f"/edges/{name}", file["edges"][name]
                source = column(where, group, "source_node_id", "uint64")
                size = len(source)
                target = column(where, group, "target_node_id", "uint64", size)
                ends = {}
                for side, nodes in (("source", source), ("target", target)):
                    population = group[f"{side}_node_id"].attrs.get("node_population")
                    ends[side] = sizes.get(population, 0)
                    check(f"{where}/{side}_node_id@node_population is a population", isinstance(population, str) and population in sizes,
                          population)
                    check(f"{where}/{side}_node_id are nodes of it", size == 0 or nodes.max() < ends[side])
                kinds = column(where, group, "edge_type_id", "int64", size)
                check(f"{where}: all types are in the table", set(np.unique(kinds)) <= set(types.index))
                column(where, group, "edge_group_id", "uint64", size)
                places = column(where, group, "edge_group_index", "uint64", size)
                check(f"{where}/edge_group_index counts from 0", np.array_equal(places, np.arange(size)))
                weight = column(where, group, "0/syn_weight", "float64", size)
                check(f"{where}/0/syn_weight are finite", bool(np.isfinite(weight).all()))
                delay = column(where, group, "0/delay", "float64", size)
                check(f"{where}/0/delay are positive, in ms", bool((delay > 0).all()) and group["0/delay"].attrs.get("units") == "ms")
                setting = settings["edges"].get(name, {})
                if setting.get("release", {}).get("model") == "bernoulli_listed":
                    p = column(where, group, "0/release_probability", "float64", size)
                    check(f"{where}/0/release_probability are probabilities", bool(((p > 0) & (p <= 1)).all()))
                unit = setting.get("weight_unit")
                if unit is not None:
                    check(f"{where}: weights are multiples of weight_unit", bool((np.abs(weight / unit - np.rint(weight / unit)) < 1e-9).all()))
                check_index(f"{where}/indices/source_to_target", group["indices/source_to_target"], source.astype(np.int64), ends["source"])
                check_index(f"{where}/indices/target_to_source", group["indices/target_to_source"], target.astype(np.int64), ends["target"])


def check_inputs(simulation, sizes):
    sets = read_json(simulation.path(simulation.values["node_sets_file"]))
    for name, entry in simulation.values["inputs"].items():
        check(f"inputs.{name}: type and module", (entry["input_type"], entry["module"]) == ("spikes", "h5"), entry)
        population = sets[entry["node_set"]]["population"]
        with h5py.File(simulation.path(entry["input_file"]), "r") as file:
            marked(f"inputs.{name}", file)
            group = file[f"/spikes/{population}"]
            ids = column(f"/spikes/{population}", group, "node_ids", "uint64")
            times = column(f"/spikes/{population}", group, "timestamps", "float64", len(ids))
            check(f"/spikes/{population}/timestamps rise, in ms", bool((np.diff(times) >= 0).all())
                  and group["timestamps"].attrs.get("units") == "ms")
            members = h5py.check_enum_dtype(group.attrs.get_id("sorting").dtype)
            check(f"/spikes/{population}@sorting is the enumeration", members == {"none": 0, "by_id": 1, "by_time": 2}, members)
            check(f"/spikes/{population}/node_ids are nodes", len(ids) == 0 or ids.max() < sizes[population])


def main(directory):
    simulation = Config(os.path.join(directory, "simulation_config.json"))
    for key in ("run", "network", "inputs", "output", "node_sets_file", "quantal"):
        check(f"simulation_config.json has {key}", key in simulation.values)
    for key in ("tstop", "dt", "random_seed"):
        check(f"run.{key} is a number", isinstance(simulation.values["run"].get(key), (int, float)))
    for key in ("output_dir", "spikes_file", "spikes_sort_order"):
        check(f"output.{key} is a text", isinstance(simulation.values["output"].get(key), str))
    circuit = Config(simulation.path(simulation.values["network"]))
    sizes = check_nodes(circuit)
    check_edges(circuit, sizes, simulation.values["quantal"])
    check_inputs(simulation, sizes)
    return checks.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
