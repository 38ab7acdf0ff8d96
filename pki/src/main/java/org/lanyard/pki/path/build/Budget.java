package org.lanyard.pki.path.build;

import org.lanyard.pki.path.names.Effort;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/** What one search may cost, and what it has cost so far. For one thread. */
public final class Budget implements Effort {
    /**
     * @param signatures verifications, the costly part: at 2 ms each on the slowest machine and JDK, still under 100 ms;
     *     one that costs more counts several times
     * @param steps certificates looked at as issuers
     * @param paths whole paths judged
     * @param names comparisons of a name with a constraint, and what costs as much: looks at a candidate, policies
     */
    public record Limits(int signatures, int steps, int paths, int names) {
        /** Enough for any honest set of certificates: bridges of five meshed authorities take less than half. */
        public static final Limits DEFAULT = new Limits(48, 2_000, 100, 250_000);
    }

    private final Limits limits;
    private int signatures;
    private int steps;
    private int paths;
    private int names;

    public Budget(Limits limits) {
        this.limits = limits;
    }

    /**
     * One more verification.
     *
     * @param cost of the key, in verifications of the usual kind
     * @throws PathException BUDGET_SPENT
     */
    public void signature(int cost) throws PathException {
        signatures += cost;
        if (signatures > limits.signatures()) {
            throw spent(limits.signatures() + " signatures");
        }
    }

    void step() throws PathException {
        if (++steps > limits.steps()) {
            throw spent(limits.steps() + " steps");
        }
    }

    void path() throws PathException {
        if (++paths > limits.paths()) {
            throw spent(limits.paths() + " paths");
        }
    }

    @Override
    public void comparisons(int count) throws PathException {
        names += count;
        if (names > limits.names()) {
            throw spent(limits.names() + " comparisons");
        }
    }

    private static PathException spent(String what) {
        return new PathException(PathReason.BUDGET_SPENT, "after " + what);
    }

    /** Verifications so far. */
    public int signatures() {
        return signatures;
    }

    /** Certificates looked at as issuers so far. */
    public int steps() {
        return steps;
    }

    /** Whole paths judged so far. */
    public int paths() {
        return paths;
    }

    /** Comparisons so far. */
    public int names() {
        return names;
    }
}
