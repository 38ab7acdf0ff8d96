package org.lanyard.pki.store;

import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/** One caller's work on its way through the writer, and what became of it. */
final class Unit<T, X extends Exception> {
    private final HandleCallback<T, X> work;
    private final Thread caller = Thread.currentThread();
    private T result;
    private Throwable failure;
    private volatile boolean done;

    Unit(HandleCallback<T, X> work) {
        this.work = work;
    }

    /** On the writer's thread: whether it went through. */
    boolean run(Handle handle) {
        try {
            result = work.withHandle(handle);
            return true;
        } catch (Throwable e) {
            // Errors too: they are the caller's to see, and must not end the writer.
            failure = e;
            return false;
        }
    }

    void fail(Throwable why) {
        failure = why;
    }

    boolean failed() {
        return failure != null;
    }

    /** On the writer's thread, once its outcome is durable. */
    void complete() {
        done = true;
        LockSupport.unpark(caller);
    }

    /**
     * On the caller's thread. Not to be interrupted: whoever gave a unit has to learn whether it lasted; the interrupt is kept
     * for later.
     */
    @SuppressWarnings("unchecked")
    T await() throws X {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        } else if (failure != null) {
            throw (X) failure;
        }
        return result;
    }
}
