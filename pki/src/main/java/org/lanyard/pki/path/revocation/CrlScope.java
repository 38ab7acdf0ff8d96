package org.lanyard.pki.path.revocation;

import java.util.List;
import java.util.Optional;
import org.lanyard.pki.path.parse.DistinguishedName;
import org.lanyard.pki.path.parse.DistributionPoint;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.IssuingDistributionPoint;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.ParsedCrl;
import org.lanyard.pki.path.parse.PathException;

/** Whether a list is one for a certificate's distribution point: RFC 5280 §6.3.3 (b), and (c) for deltas. */
final class CrlScope {
    private CrlScope() {}

    /** (b)(1) and (b)(2). */
    static boolean covers(ParsedCrl list, ParsedCertificate certificate, DistributionPoint point) throws PathException {
        Optional<IssuingDistributionPoint> scope = list.extensions().scope();
        // (b)(1) "If the DP includes cRLIssuer, then verify that the issuer field in the complete CRL matches cRLIssuer
        // in the DP
        // and that the complete CRL contains an issuing distribution point extension with the indirectCRL boolean
        // asserted.
        // Otherwise, verify that the CRL issuer matches the certificate issuer."
        if (point.issuers().isEmpty()) {
            if (!list.issuer().equals(certificate.issuer())) {
                return false;
            }
        } else if (!names(point.issuers(), list.issuer())
                || !scope.map(IssuingDistributionPoint::indirect).orElse(false)) {
            return false;
        }
        if (scope.isEmpty()) {
            return true;
        }
        boolean authority = certificate.extensions().isAuthority();
        // (b)(2)(ii) to (iv)
        if (scope.get().onlyUsers() && authority
                || scope.get().onlyAuthorities() && !authority
                || scope.get().onlyAttributes()) {
            return false;
        }
        return sharesName(scope.get(), list, certificate, point);
    }

    /**
     * (b)(2)(i) "If the distribution point name is present in the IDP CRL extension and the distribution field is present in the DP,
     * then verify that one of the names in the IDP matches one of the names in the DP. If the distribution point name is present
     * in the IDP CRL extension and the distribution field is omitted from the DP, then verify that one of the names in the IDP
     * matches one of the names in the cRLIssuer field of the DP."
     */
    private static boolean sharesName(
            IssuingDistributionPoint scope, ParsedCrl list, ParsedCertificate certificate, DistributionPoint point)
            throws PathException {
        if (scope.name().isEmpty()) {
            return true;
        }
        List<GeneralName> said = scope.name().get().below(list.issuer());
        List<GeneralName> wanted = point.issuers();
        if (point.name().isPresent()) {
            DistinguishedName above = point.issuers().isEmpty() ? certificate.issuer() : list.issuer();
            wanted = point.name().get().below(above);
        }
        return wanted.stream().anyMatch(said::contains);
    }

    static boolean names(List<GeneralName> names, DistinguishedName wanted) {
        for (GeneralName name : names) {
            if (name instanceof GeneralName.Directory directory
                    && directory.name().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /**
     * (c) and §5.2.4: a delta has the scope and the issuer's key of the complete list, begins at it or before, and goes beyond it.
     */
    static boolean fits(ParsedCrl delta, ParsedCrl list) {
        return delta.extensions().scope().equals(list.extensions().scope())
                && delta.extensions().authorityKey().equals(list.extensions().authorityKey())
                && list.extensions().number().isPresent()
                && delta.extensions().number().isPresent()
                && delta.extensions()
                                .baseNumber()
                                .orElseThrow()
                                .compareTo(list.extensions().number().get())
                        <= 0
                && delta.extensions()
                                .number()
                                .get()
                                .compareTo(list.extensions().number().get())
                        > 0;
    }
}
