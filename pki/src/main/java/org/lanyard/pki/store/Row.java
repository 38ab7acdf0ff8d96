package org.lanyard.pki.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes one value of the row that the result set stands on; columns count from 1. */
@FunctionalInterface
public interface Row<T> {
    T read(ResultSet row) throws SQLException;
}
