package org.lanyard.dist.serve;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that is done beside other work while a program starts, on a thread of its own: begun early, asked for where it is
 * needed.
 */
public final class Beside<T> {
    private final FutureTask<T> task;

    private Beside(Callable<T> work) {
        this.task = new FutureTask<>(work);
    }

    /** Begins; a program that ends does not wait for it. */
    public static <T> Beside<T> begin(Callable<T> work) {
        Beside<T> beside = new Beside<>(work);
        Thread thread = new Thread(beside.task, "beside");
        thread.setDaemon(true);
        thread.start();
        return beside;
    }

    /** What it came to; throws what the work threw. */
    public T get() throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
