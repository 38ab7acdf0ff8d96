package org.lanyard.pki.store;

import org.jdbi.v3.core.HandleCallback;

/** What an engine has to be able to do; the promises are those of {@link Store}. */
interface Backend extends AutoCloseable {
    <T, X extends Exception> T read(HandleCallback<T, X> work) throws X;

    <T, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X;

    <T, X extends Exception> T transact(HandleCallback<T, X> work) throws X;

    @Override
    void close();
}
