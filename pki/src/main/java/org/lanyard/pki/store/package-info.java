/**
 * The one door to the database: {@link org.lanyard.pki.store.Store}. Whatever must last goes through
 * {@link org.lanyard.pki.store.Store#transact}, and is durable when that returns.
 *
 * <p>The room's rules, which every statement of the house keeps so that one text serves SQLite and PostgreSQL:
 *
 * <ul>
 *   <li>TEXT, BIGINT (times as epoch milliseconds, UTC) and the placeholder {@code ${blob}} for bytes; {@code ${serial}}
 *       for a number that the database gives; ids are UUIDs as TEXT. A table of short rows whose key is TEXT or bytes ends
 *       in <code>)${keyed};</code>: SQLite then keeps it as one tree instead of two.
 *   <li>"Once only" is {@code INSERT … ON CONFLICT DO NOTHING} and a look at the count: after a failed statement
 *       PostgreSQL refuses the rest of the transaction.
 *   <li>A row that a decision rests on is read with {@link org.lanyard.pki.store.Engine#forShare()} or
 *       {@link org.lanyard.pki.store.Engine#forUpdate()}: PostgreSQL runs at READ COMMITTED, SQLite has one writer anyway.
 *   <li>A unit of work may run more than once (PostgreSQL repeats it after a serialization failure), so it touches nothing
 *       but its handle; it never waits for a network or for another unit.
 * </ul>
 *
 * <p>What never enters: SQL of a particular room, and knowledge of what the rows mean.
 */
package org.lanyard.pki.store;
