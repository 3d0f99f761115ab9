package org.quantal.io.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.Item.Scalar;
import org.quantal.io.scenario.Type.Choice;

/**
 * Numbers by population, or by target (row) and source (column), as papers print them.
 *
 * @param name    in the scenario
 * @param unit    unit of entries without one; empty if there is none
 * @param columns names of source populations; empty if the table has one number for each population
 * @param rows    by population
 */
record Table(String name, String unit, List<String> columns, Map<String, Cursor> rows) {

    /** What refers to a table. */
    static final Kind REFERENCE = Kind.of("table", "an entry of a table",
            Key.required("table", new Type.Text(), "name of the table"),
            Key.of("by", new Choice(List.of("target", "source")), "target",
                    "which population's entry is meant, if the table has one number for each"));
    static final String UNIT = "unit";
    static final String COLUMNS = "columns";

    static Table read(String name, Cursor at) {
        final Map<String, Cursor> rows = new LinkedHashMap<>(at.map("a table"));
        final Cursor unit = rows.remove(UNIT);
        final Cursor columns = rows.remove(COLUMNS);
        final List<String> names = columns == null ? List.of() : columns.list().stream().map(Cursor::text).toList();
        rows.values().forEach(row -> {
            if (columns == null && !row.isScalar()) {
                throw row.fail("must be a number; for a row of numbers the table needs the key 'columns'");
            }
            if (columns != null && row.list().size() != names.size()) {
                throw row.fail("has " + row.list().size() + " entries, but the table has " + names.size() + " columns");
            }
        });
        return new Table(name, unit == null ? "" : unit.text(), names, rows);
    }

    /** The entry that a reference such as {@code {table: sizes}} means at its place. */
    static Cursor lookup(Cursor reference) {
        final ObjectReader reader = reference.object(REFERENCE);
        final Scope scope = reference.scope();
        final Table table = scope.tables().get(reader.get("table").choice("table", scope.tables().keySet()));
        if (!table.columns.isEmpty()) {
            if (reader.has("by")) {
                throw reader.get("by").fail("table '" + table.name + "' has columns: row and column follow from target"
                        + " and source; leave 'by' out");
            }
            return table.entry(reference, scope.target(), scope.source());
        }
        return table.entry(reference, reader.choice("by", "side").equals("source") ? scope.source() : scope.target());
    }

    private Cursor entry(Cursor reference, String target, String source) {
        if (source == null) {
            throw reference.fail("table '" + name + "' has a column for each source, but there is no source here");
        }
        final int column = columns.indexOf(source);
        if (column < 0) {
            throw reference.fail("table '" + name + "' has no column '" + source + "'"
                    + Names.didYouMean(source, columns) + Cursor.allowed(columns));
        }
        return withUnit(row(reference, target).list().get(column));
    }

    private Cursor entry(Cursor reference, String population) {
        if (population == null) {
            throw reference.fail("there is no such population here from which an entry of table '" + name
                    + "' could be chosen");
        }
        return withUnit(row(reference, population));
    }

    private Cursor row(Cursor reference, String population) {
        final Cursor row = rows.get(population);
        if (row == null) {
            throw reference.fail("table '" + name + "' has no entry '" + population + "'"
                    + Names.didYouMean(population, rows.keySet()) + Cursor.allowed(rows.keySet()));
        }
        return row;
    }

    private Cursor withUnit(Cursor entry) {
        final String text = entry.text();
        return unit.isEmpty() || !Units.isBareNumber(text) ? entry
                : new Cursor(new Scalar(entry.item().origin(), text + " " + unit, false), entry.path(), entry.scope());
    }
}
