package org.lanyard.pki.path.parse;

import java.util.Optional;

/**
 * What a revocation list covers: RFC 5280 §5.2.5.
 *
 * @param onlyReasons the reasons that it covers, as bits of {@link Reasons}; all where it does not say
 */
public record IssuingDistributionPoint(
        Optional<DistributionPoint.Name> name,
        boolean onlyUsers,
        boolean onlyAuthorities,
        int onlyReasons,
        boolean indirect,
        boolean onlyAttributes) {

    static IssuingDistributionPoint read(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        Optional<DistributionPoint.Name> name = DistributionPoint.name(sequence);
        boolean users = sequence.defaultFalse(Der.context(1));
        boolean authorities = sequence.defaultFalse(Der.context(2));
        int reasons = sequence.has(Der.context(3)) ? Reasons.read(sequence, Der.context(3)) : Reasons.ALL;
        boolean indirect = sequence.defaultFalse(Der.context(4));
        boolean attributes = sequence.defaultFalse(Der.context(5));
        sequence.end();
        // "at most one of onlyContainsUserCerts, onlyContainsCACerts, and onlyContainsAttributeCerts may be set to
        // TRUE"
        if ((users ? 1 : 0) + (authorities ? 1 : 0) + (attributes ? 1 : 0) > 1) {
            throw new PathException(PathReason.CRL_MALFORMED, "it covers only this and only that");
        }
        return new IssuingDistributionPoint(name, users, authorities, reasons, indirect, attributes);
    }
}
