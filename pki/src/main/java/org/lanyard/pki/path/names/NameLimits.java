package org.lanyard.pki.path.names;

import java.util.ArrayList;
import java.util.List;
import org.lanyard.pki.path.parse.GeneralName;
import org.lanyard.pki.path.parse.NameConstraints;
import org.lanyard.pki.path.parse.ParsedCertificate;
import org.lanyard.pki.path.parse.PathException;
import org.lanyard.pki.path.parse.PathReason;

/**
 * permitted_subtrees and excluded_subtrees of RFC 5280 §6.1.1 (h), (i) and §6.1.2 (b), (c). The intersection of §6.1.4 (g) is
 * kept as a list of layers, each of which has to permit a name. Immutable.
 */
public final class NameLimits {
    /** Every name is permitted, none excluded. */
    public static final NameLimits NONE = new NameLimits(List.of());

    private final List<NameConstraints> layers;

    private NameLimits(List<NameConstraints> layers) {
        this.layers = layers;
    }

    /** RFC 5280 §6.1.4 (g): with one more certificate's constraints. */
    public NameLimits with(NameConstraints constraints) {
        List<NameConstraints> more = new ArrayList<>(layers.size() + 1);
        more.addAll(layers);
        more.add(constraints);
        return new NameLimits(List.copyOf(more));
    }

    /**
     * RFC 5280 §6.1.3 (b), (c): "verify that the subject name is within one of the permitted_subtrees for X.500 distinguished
     * names, and verify that each of the alternative names in the subjectAltName extension (critical or non-critical) is within
     * one of the permitted_subtrees for that name type", and is not within an excluded one.
     */
    public void check(ParsedCertificate certificate, Effort effort) throws PathException {
        if (layers.isEmpty()) {
            return;
        }
        for (GeneralName name : names(certificate)) {
            for (NameConstraints layer : layers) {
                excluded(layer.excluded(), name, effort);
                permitted(layer.permitted(), name, effort);
            }
        }
    }

    private static List<GeneralName> names(ParsedCertificate certificate) {
        List<GeneralName> names = new ArrayList<>();
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName.Directory(certificate.subject()));
        }
        certificate.extensions().alternativeNames().ifPresent(names::addAll);
        // §4.2.1.10: "When a certificate … does not include a subject alternative name, the constraint must be applied
        // to the
        // attribute of type emailAddress in the subject distinguished name."
        if (certificate.extensions().alternativeNames().isEmpty()) {
            for (String address : certificate.subject().emailAddresses()) {
                names.add(new GeneralName.Mailbox(address));
            }
        }
        return names;
    }

    private static void excluded(List<GeneralName> bases, GeneralName name, Effort effort) throws PathException {
        effort.comparisons(bases.size());
        for (GeneralName base : bases) {
            if (base.number() == name.number() && Subtree.touches(base, name)) {
                throw new PathException(PathReason.NAME_EXCLUDED, shown(name));
            }
        }
    }

    private static void permitted(List<GeneralName> bases, GeneralName name, Effort effort) throws PathException {
        effort.comparisons(bases.size());
        boolean limited = false;
        for (GeneralName base : bases) {
            if (base.number() == name.number()) {
                if (Subtree.contains(base, name)) {
                    return;
                }
                limited = true;
            }
        }
        if (limited) {
            throw new PathException(PathReason.NAME_NOT_PERMITTED, shown(name));
        }
    }

    private static String shown(GeneralName name) {
        if (name instanceof GeneralName.Directory directory) {
            return directory.name().toString();
        } else if (name instanceof GeneralName.Host host) {
            return host.text();
        } else if (name instanceof GeneralName.Mailbox mailbox) {
            return mailbox.text();
        } else if (name instanceof GeneralName.Uri uri) {
            return uri.text();
        }
        return "form " + name.number();
    }
}
