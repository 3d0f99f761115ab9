#!/usr/bin/python3
"""Checks the HDF5 files of a run with another HDF5 library than the one that wrote them.

usage: check_hdf5.py RUN_DIRECTORY [POPULATION...]

Opens spikes.h5, states.h5, weights.h5 and releases.h5, where present, and checks the SONATA layout field by field: types,
units, attributes, order of spikes, edges and releases, ranges of the ids, indices of the edges. Each POPULATION must be
in spikes.h5, also if it is silent. Prints a line a check and "N passed, M failed"; ends with 1 if any failed. At least
one of the files must be there.

Needs python3-h5py and, for one of the checks, h5dump (hdf5-tools).
"""

import os
import subprocess
import sys

import h5py
import numpy as np

import checks
from checks import check

SORTING = {"none": 0, "by_id": 1, "by_time": 2}
BLOCK = 1 << 20  # elements read at once


def attribute(where, node, name, dtype, value=None):
    """An attribute's type and, if given, value; for texts, dtype is str."""
    label = f"{where}@{name}"
    if not check(f"{label} is there", name in node.attrs, list(node.attrs)):
        return None
    found = node.attrs[name]
    stored = node.attrs.get_id(name).dtype
    if dtype is str:
        text = h5py.check_string_dtype(stored)
        check(f"{label} is a variable-length UTF-8 text", text is not None and text == ("utf-8", None), text)
        check(f"{label} reads as str", isinstance(found, str), type(found).__name__)
    else:
        check(f"{label} is {dtype}", stored == np.dtype(dtype), str(stored))
    if value is not None:
        check(f"{label} = {value}", np.array_equal(found, value), found)
    return found


def dataset(where, group, name, dtype, rank):
    """A dataset's type and rank; None if it is not there."""
    path = f"{where}/{name}"
    if not check(f"{path} is there", isinstance(group.get(name), h5py.Dataset)):
        return None
    data = group[name]
    check(f"{path} is {dtype}", data.dtype == np.dtype(dtype), str(data.dtype))
    check(f"{path} has {rank} dimension{'' if rank == 1 else 's'}", data.ndim == rank, data.ndim)
    return data


def text_dataset(where, group, name):
    path = f"{where}/{name}"
    if not check(f"{path} is there", isinstance(group.get(name), h5py.Dataset)):
        return None
    data = group[name]
    text = h5py.check_string_dtype(data.dtype)
    check(f"{path} is a single variable-length UTF-8 text", text == ("utf-8", None) and data.shape == (), data.dtype)
    try:
        return data.asstr()[()]
    except Exception as problem:
        check(f"{path} can be read", False, str(problem))
        return None


def blocks(data):
    for start in range(0, data.shape[0], BLOCK):
        yield data[start:start + BLOCK]


def check_common(path, file, sonata=True):
    dump = subprocess.run(["h5dump", "-H", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    check(f"h5dump -H {path}", dump.returncode == 0 and not dump.stderr, dump.stderr[:500])
    if sonata:
        attribute(path, file, "magic", "uint32", 0x0A7A)
        attribute(path, file, "version", "uint32", [0, 1])
    where = "/quantal/provenance"
    group = file.get(where)
    if not check(f"{path}:{where} is there", isinstance(group, h5py.Group)):
        return
    for name in ("quantal_version", "command_line", "scenario_file", "scenario"):
        text_dataset(where, group, name)
    dataset(where, group, "seed", "int64", 0)


def check_population_spikes(name, group):
    where = f"/spikes/{name}"
    attribute(where, group, "sorting", "int8", SORTING["by_time"])
    if "sorting" in group.attrs:
        members = h5py.check_enum_dtype(group.attrs.get_id("sorting").dtype)
        check(f"{where}@sorting is SONATA's enumeration", members == SORTING, members)
    size = attribute(where, group, "population_size", "uint64")
    times = dataset(where, group, "timestamps", "float64", 1)
    ids = dataset(where, group, "node_ids", "uint64", 1)
    if times is None or ids is None:
        return 0
    attribute(f"{where}/timestamps", times, "units", str, "ms")
    check(f"{where} has as many ids as times", times.shape == ids.shape, (times.shape, ids.shape))
    last, rising, finite = -np.inf, True, True
    for block in blocks(times):
        finite = finite and bool(np.isfinite(block).all())
        rising = rising and block[0] >= last and bool((block[1:] >= block[:-1]).all())
        last = block[-1]
    check(f"{where}/timestamps are finite and not negative", finite and (times.shape[0] == 0 or times[0] >= 0))
    check(f"{where}/timestamps are sorted", rising)
    if size is not None:
        largest = max((int(block.max()) for block in blocks(ids)), default=-1)
        check(f"{where}/node_ids are below {size}", largest < size, largest)
    return times.shape[0]


def check_spikes(path, expected):
    with h5py.File(path, "r") as file:
        check_common(path, file)
        spikes = file.get("spikes")
        if not check(f"{path}:/spikes is there", isinstance(spikes, h5py.Group)):
            return
        check("/spikes has a population", len(spikes) > 0)
        for name in expected:
            check(f"/spikes/{name} is there", name in spikes, sorted(spikes))
        counts = {name: check_population_spikes(name, spikes[name]) for name in sorted(spikes)}
        silent = [name for name, count in counts.items() if count == 0]
        print(f"        {sum(counts.values())} spikes of {len(counts)} populations, silent: {silent}")


def check_mapping(where, group, elements, rows, size):
    ids = dataset(where, group, "node_ids", "uint64", 1)
    if ids is not None:
        attribute(f"{where}/node_ids", ids, "sorted", "uint8", 1)
        values = ids[()].astype(np.int64)
        check(f"{where}/node_ids rise", bool((values[1:] > values[:-1]).all()))
        if size is not None:
            check(f"{where}/node_ids are below {size}", len(values) == 0 or values.max() < size)
        for name in ("index_pointers", "index_pointer"):
            pointers = dataset(where, group, name, "uint64", 1)
            if pointers is not None:
                count = len(values) + 1
                check(f"{where}/{name} has {count} entries", pointers.shape == (count,), pointers.shape)
                end = pointers[()].astype(np.int64)
                check(f"{where}/{name} go from 0 to {elements}",
                      len(end) > 0 and end[0] == 0 and end[-1] == elements and bool((end[1:] >= end[:-1]).all()))
    for name, dtype in (("element_ids", "uint32"), ("element_pos", "float32")):
        data = dataset(where, group, name, dtype, 1)
        if data is not None:
            check(f"{where}/{name} has {elements} entries", data.shape == (elements,), data.shape)
    time = dataset(where, group, "time", "float64", 1)
    if time is not None:
        attribute(f"{where}/time", time, "units", str, "ms")
        if check(f"{where}/time is [start, stop, step]", time.shape == (3,), time.shape):
            start, stop, step = time[()]
            check(f"{where}/time fits {rows} rows", step > 0 and round((stop - start) / step) == rows, list(time[()]))


def check_report(name, group):
    where = f"/report/{name}"
    population = attribute(where, group, "population", str)
    variable = attribute(where, group, "variable", str)
    if population is not None and variable is not None:
        expected = population if variable == "V" else f"{population}.{variable}"
        check(f"{where} is named after population and variable", name == expected, expected)
    size = attribute(where, group, "population_size", "uint64")
    data = dataset(where, group, "data", "float32", 2)
    if data is None:
        return
    units = attribute(f"{where}/data", data, "units", str)
    check(f"{where}/data has units", bool(units), units)
    finite, step = True, max(1, BLOCK // max(1, data.shape[1]))
    for start in range(0, data.shape[0], step):
        finite = finite and bool(np.isfinite(data[start:start + step]).all())
    check(f"{where}/data are finite", finite)
    mapping = group.get("mapping")
    if check(f"{where}/mapping is there", isinstance(mapping, h5py.Group)):
        check_mapping(f"{where}/mapping", mapping, data.shape[1], data.shape[0], size)


def check_states(path, _):
    with h5py.File(path, "r") as file:
        check_common(path, file)
        reports = file.get("report")
        if not check(f"{path}:/report is there", isinstance(reports, h5py.Group)):
            return
        for name in sorted(reports):
            check_report(name, reports[name])


def check_node_ids(where, group, name):
    """Ids of the neurons at one end of synapses; None if they are not there."""
    ids = dataset(where, group, name, "uint64", 1)
    if ids is not None:
        population = attribute(f"{where}/{name}", ids, "node_population", str)
        check(f"{where}/{name}@node_population names one", bool(population), population)
    return ids


def check_index(where, group, neurons):
    """An index of edges: that of each neuron leads to its edges and to no others."""
    if not check(f"{where} is there", isinstance(group, h5py.Group)):
        return
    ranges = dataset(where, group, "range_to_edge_id", "uint64", 2)
    tables = [dataset(where, group, name, "uint64", 2) for name in ("node_id_to_ranges", "node_id_to_range")]
    if ranges is None or None in tables:
        return
    ranges, first, second = (table[()].astype(np.int64) for table in (ranges, *tables))
    check(f"{where} has the same under both names", np.array_equal(first, second))
    check(f"{where} has pairs", first.shape[1] == 2 and ranges.shape[1] == 2, (first.shape, ranges.shape))
    found = np.full(len(neurons), -1, dtype=np.int64)
    times = np.zeros(len(neurons), dtype=np.int64)
    for neuron, (begin, end) in enumerate(first):
        for from_edge, to_edge in ranges[begin:end]:
            found[from_edge:to_edge] = neuron
            times[from_edge:to_edge] += 1
    check(f"{where} leads to each edge once", bool((times == 1).all()))
    check(f"{where} leads to the neurons' own edges", np.array_equal(found, neurons))


def check_edges(name, group):
    where = f"/edges/{name}"
    sources = check_node_ids(where, group, "source_node_id")
    targets = check_node_ids(where, group, "target_node_id")
    if sources is None or targets is None:
        return
    sources, targets = sources[()].astype(np.int64), targets[()].astype(np.int64)
    count = len(sources)
    check(f"{where} has as many targets as sources", len(targets) == count, (count, len(targets)))
    order = np.lexsort((sources, targets))
    check(f"{where} is sorted by target, then source", np.array_equal(targets[order], targets) and np.array_equal(sources[order], sources))
    for column, dtype, value in (("edge_type_id", "int64", None), ("edge_group_id", "uint64", np.zeros(count)),
                                 ("edge_group_index", "uint64", np.arange(count))):
        data = dataset(where, group, column, dtype, 1)
        if data is not None:
            check(f"{where}/{column} has {count} entries", data.shape == (count,), data.shape)
            if value is not None:
                check(f"{where}/{column} leads to group 0, edge by edge", np.array_equal(data[()], value))
    indices = group.get("indices", {})
    check_index(f"{where}/indices/source_to_target", indices.get("source_to_target"), sources)
    check_index(f"{where}/indices/target_to_source", indices.get("target_to_source"), targets)
    properties = group.get("0")
    if not check(f"{where}/0 is there", isinstance(properties, h5py.Group)):
        return
    time = attribute(f"{where}/0", properties, "time", "float64")
    for column in sorted(properties):
        data = dataset(f"{where}/0", properties, column, "float64" if column == "delay" else "float32", 1)
        if data is not None:
            check(f"{where}/0/{column} has {count} finite entries", data.shape == (count,) and bool(np.isfinite(data[()]).all()))
    for column in ("syn_weight", "release_probability", "delay"):
        check(f"{where}/0/{column} is there", column in properties, sorted(properties))
    attribute(f"{where}/0/syn_weight", properties["syn_weight"], "units", str)
    attribute(f"{where}/0/delay", properties["delay"], "units", str, "ms")
    p = properties["release_probability"][()]
    check(f"{where}/0/release_probability is in [0, 1]", bool(((p >= 0) & (p <= 1)).all()))
    check(f"{where}/0/delay is positive", bool((properties["delay"][()] > 0).all()))
    if "history" in group:
        check_history(f"{where}/history", group["history"], properties, count, time)


def check_history(where, group, properties, edges, time):
    times = dataset(where, group, "time", "float64", 1)
    if times is None:
        return
    attribute(f"{where}/time", times, "units", str, "ms")
    check(f"{where}/time rises over several snapshots", len(times) > 1 and bool((np.diff(times[()]) > 0).all()), times[()])
    check(f"{where}/time ends with the time of group 0", times[-1] == time, (times[-1], time))
    check(f"{where} has what can change", sorted(group) == sorted(set(properties) - {"delay"} | {"time"}), sorted(group))
    for column in sorted(set(group) - {"time"}):
        data = dataset(where, group, column, "float32", 2)
        if data is not None and edges > 0:
            check(f"{where}/{column} is {len(times)} x {edges}", data.shape == (len(times), edges), data.shape)
            check(f"{where}/{column} ends with group 0", np.array_equal(data[-1], properties[column][()]))


def check_weights(path, _):
    with h5py.File(path, "r") as file:
        check_common(path, file)
        edges = file.get("edges")
        if not check(f"{path}:/edges is there", isinstance(edges, h5py.Group)):
            return
        for name in sorted(edges):
            check_edges(name, edges[name])


def check_releases(path, _):
    with h5py.File(path, "r") as file:
        check_common(path, file)
        releases = file.get("releases")
        if not check(f"{path}:/releases is there", isinstance(releases, h5py.Group)):
            return
        check("/releases has a projection", len(releases) > 0)
        for name in sorted(releases):
            where, group = f"/releases/{name}", releases[name]
            attribute(where, group, "sorting", "int8", SORTING["by_time"])
            times = dataset(where, group, "timestamps", "float64", 1)
            sources, targets = check_node_ids(where, group, "source_node_id"), check_node_ids(where, group, "target_node_id")
            responses = dataset(where, group, "response", "float32", 1)
            if times is None or sources is None or targets is None or responses is None:
                continue
            attribute(f"{where}/timestamps", times, "units", str, "ms")
            check(f"{where} has columns of one length", times.shape == sources.shape == targets.shape == responses.shape)
            values = times[()]
            check(f"{where}/timestamps are sorted and not negative", bool((np.diff(values) >= 0).all()) and (values >= 0).all())
            response = responses[()]
            check(f"{where}/response is finite and positive", bool(np.isfinite(response).all() and (response > 0).all()))


def check_balancing(path, _):
    with h5py.File(path, "r") as file:
        check_common(path, file, sonata=False)
        group = file.get("balancing")
        if not check(f"{path}:/balancing is there", isinstance(group, h5py.Group)):
            return
        minimum = attribute("/balancing", group, "cost_minimum", "float64")
        times, cost = dataset("/balancing", group, "time", "float64", 1), dataset("/balancing", group, "cost", "float64", 1)
        if times is None or cost is None:
            return
        attribute("/balancing/time", times, "units", str, "ms")
        for name in ("cost", "squared_imbalance", "step_fraction"):
            check(f"/balancing/{name} is as long as time", group[name].shape == times.shape, group[name].shape)
        check("/balancing/time starts at 0 and rises", times[0] == 0 and bool((np.diff(times[()]) > 0).all()))
        check("/balancing/cost never rises", bool((np.diff(cost[()]) <= 1e-13 * cost[0]).all()))
        check("/balancing/cost stays above its minimum", cost[-1] >= minimum * (1 - 1e-9), (cost[-1], minimum))
        rows = group["neuron_time"].shape[0]
        for name, neurons in group["neurons"].items():
            for column in ("cost_in", "cost_out", "g", "h"):
                data = dataset(f"/balancing/neurons/{name}", neurons, column, "float32", 2)
                check(f"/balancing/neurons/{name}/{column} has {rows} rows", data is not None and data.shape[0] == rows)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    any_file = False
    for name, run in (("spikes.h5", check_spikes), ("states.h5", check_states), ("weights.h5", check_weights),
                      ("releases.h5", check_releases), ("balancing.h5", check_balancing)):
        path = os.path.join(sys.argv[1], name)
        if not os.path.exists(path):
            continue
        any_file = True
        try:
            run(path, sys.argv[2:])
        except Exception as problem:  # a damaged file fails here in many ways
            check(f"{path} can be read", False, f"{type(problem).__name__}: {problem}")
    check("there is an HDF5 file of a run", any_file)
    leftovers = [name for name in os.listdir(sys.argv[1]) if name.endswith(".part")] if any_file else []
    check("no unfinished file is left", not leftovers, leftovers)
    sys.exit(checks.end())


if __name__ == "__main__":
    main()
