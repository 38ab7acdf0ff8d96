package org.lanyard.pki.path.rules;

import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.SubjectKey;
import org.lanyard.pki.path.policy.PolicySets;

/**
 * A path that was found valid (RFC 5280 §6.1.6). That nothing in it is revoked is said apart. Only {@link PathValidation} can
 * make one.
 */
public final class ValidPath {
    private final CertificationPath path;
    private final PolicySets policies;
    private final WorkingKey key;
    private final List<WorkingKey> issuerKeys;

    ValidPath(CertificationPath path, PolicySets policies, List<WorkingKey> keys) {
        this.path = path;
        this.policies = policies;
        this.key = keys.get(0);
        this.issuerKeys = List.copyOf(keys.subList(1, keys.size()));
    }

    /** What was judged. */
    public CertificationPath path() {
        return path;
    }

    /** The certificate that was judged. */
    public ParsedCertificate leaf() {
        return path.leaf();
    }

    /** What it is valid for. */
    public PolicySets policies() {
        return policies;
    }

    /** The leaf's public key, with its parameters. */
    public WorkingKey key() {
        return key;
    }

    /** The key that certificate {@code position} of the path was signed with. */
    public WorkingKey issuerKey(int position) {
        return issuerKeys.get(position);
    }

    /** The same as it stands in the issuer's certificate. */
    public SubjectKey issuerSubjectKey(int position) {
        return position + 1 < path.certificates().size()
                ? path.certificates().get(position + 1).key()
                : path.anchor().key();
    }

    /** Subjects from the leaf up to the anchor. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        path.certificates().forEach(certificate -> labels.add(certificate.label()));
        labels.add(path.anchor().name().toString());
        return labels;
    }
}
