package org.lanyard.pki.lint;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.keystore.SignatureAlgorithm;

/**
 * The right to one signature on bytes that kept every rule. Only {@link Linter} makes it, and it can be redeemed once:
 * two certificates with one serial number cannot come of it.
 */
public final class LintedCertificate {
    private final byte[] tbs;
    private final SignatureAlgorithm algorithm;
    private final AtomicBoolean spent = new AtomicBoolean();

    LintedCertificate(byte[] tbs, SignatureAlgorithm algorithm) {
        this.tbs = tbs.clone();
        this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
    }

    /** What it says it is signed with. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /**
     * The TBSCertificate to sign, once.
     *
     * @throws PkiException LINT_TOKEN_SPENT the second time
     */
    public byte[] redeem() throws PkiException {
        if (!spent.compareAndSet(false, true)) {
            throw new PkiException(PkiReason.LINT_TOKEN_SPENT, "");
        }
        return tbs.clone();
    }
}
