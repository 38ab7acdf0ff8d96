package org.lanyard.dist.e2e;

/** Closes what a test started, whatever becomes of the ones before. */
final class End {
    private End() {}

    static void all(AutoCloseable... parts) {
        IllegalStateException failed = null;
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                failed = new IllegalStateException("not closed: " + part, e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
