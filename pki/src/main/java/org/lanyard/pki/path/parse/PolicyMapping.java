package org.lanyard.pki.path.parse;

import java.util.ArrayList;
import java.util.List;

/** RFC 5280 §4.2.1.5: to the issuer, the subject's policy means its own. */
public record PolicyMapping(String issuerPolicy, String subjectPolicy) {

    static List<PolicyMapping> readAll(Der value) throws PathException {
        Der sequence = value.open(Der.SEQUENCE);
        List<PolicyMapping> all = new ArrayList<>();
        while (!sequence.isEmpty()) {
            Der pair = sequence.open(Der.SEQUENCE);
            all.add(new PolicyMapping(pair.oid(Der.OID), pair.oid(Der.OID)));
            pair.end();
        }
        ExtensionsReader.requireSome(all, "policy mappings");
        return List.copyOf(all);
    }
}
