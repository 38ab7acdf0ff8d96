package org.lanyard.pki.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;

/** How every JDBI of the house is set up. */
final class Jdbis {
    private Jdbis() {}

    static Jdbi settled(Jdbi jdbi) {
        jdbi.setTransactionHandler(new StoresOwn());
        // Its messages would repeat bound values, which may be secrets.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /** Transactions are begun and ended by the store alone: a unit that did would tear its neighbours apart. */
    private static final class StoresOwn extends DelegatingTransactionHandler {
        StoresOwn() {
            super(LocalTransactionHandler.binding());
        }

        @Override
        public void begin(Handle handle) {
            throw refused();
        }

        @Override
        public void commit(Handle handle) {
            throw refused();
        }

        @Override
        public void rollback(Handle handle) {
            throw refused();
        }

        private static StoreException refused() {
            return new StoreException(StoreReason.MISUSE, "a unit cannot begin or end its transaction", "", null);
        }
    }
}
