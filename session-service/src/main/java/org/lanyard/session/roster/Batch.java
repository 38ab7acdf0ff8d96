package org.lanyard.session.roster;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A statement for many rows: sent a few hundred at a time, so that memory does not grow with the file. */
final class Batch {
    private static final int ROWS = 500;
    private final PreparedBatch batch;
    private final Object[] constant;
    private long changed;

    /** @param constant what is the same in every row: name, value, name, value */
    Batch(Handle tx, String sql, Object... constant) {
        this.batch = tx.prepareBatch(sql);
        this.constant = constant.clone();
    }

    /** Adds a row: name, value, name, value. */
    void add(Object... pairs) {
        bind(constant);
        bind(pairs);
        batch.add();
        if (batch.size() == ROWS) {
            flush();
        }
    }

    private void bind(Object[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            bind((String) pairs[i], pairs[i + 1]);
        }
    }

    /** Nulls have a type too: a Long's, as all that may be null here are days. */
    private void bind(String name, Object value) {
        if (value == null) {
            batch.bind(name, (Long) null);
        } else {
            batch.bind(name, value);
        }
    }

    /** Sends what is left. @return how many rows all of it changed */
    long flush() {
        if (batch.size() > 0) {
            for (int rows : batch.execute()) {
                changed += rows;
            }
        }
        return changed;
    }
}
