package org.lanyard.pki.path;

import java.util.Collection;
import org.lanyard.pki.path.build.Budget;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.revocation.CrlSet;
import org.lanyard.pki.path.revocation.OcspSource;
import org.lanyard.pki.path.revocation.RevocationMode;
import org.lanyard.pki.path.rules.PathInputs;

/**
 * What is asked of a {@link PathValidator} beside the certificate.
 *
 * @param inputs time, policies, what is expected, how strict
 * @param lists revocation lists at hand
 * @param answers OCSP answers at hand
 */
public record PathQuestion(
        PathInputs inputs, RevocationMode revocation, CrlSet lists, OcspSource answers, Budget.Limits limits) {

    /** Of a path by itself: nobody is asked about revocation. */
    public static PathQuestion of(PathInputs inputs) {
        return new PathQuestion(inputs, RevocationMode.OFF, CrlSet.EMPTY, OcspSource.NONE, Budget.Limits.DEFAULT);
    }

    /** The same, with these lists. */
    public PathQuestion with(RevocationMode mode, Collection<ParsedCrl> crls) {
        return new PathQuestion(inputs, mode, CrlSet.of(crls), answers, limits);
    }

    /** The same, with these lists, whose signatures are remembered from question to question. */
    public PathQuestion with(RevocationMode mode, CrlSet crls, OcspSource ocsp) {
        return new PathQuestion(inputs, mode, crls, ocsp, limits);
    }

    /** The same within other limits. */
    public PathQuestion with(Budget.Limits other) {
        return new PathQuestion(inputs, revocation, lists, answers, other);
    }
}
