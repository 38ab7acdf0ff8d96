package org.lanyard.pki.est;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.der.DerReader;
import org.lanyard.pki.der.DerWriter;
import org.lanyard.pki.profile.SubjectName;

/**
 * The names that a PKCS#10 request asks for. None is taken over: a request may leave them out, or ask for just those that
 * the token or the certificate at hand gives (RFC 7030 section 4.2.2); whoever asks for another is told so, instead of
 * getting a certificate that it did not ask for.
 */
final class RequestedNames {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final int CONTEXT_0 = 0xa0;
    private static final int DNS_NAME = 0x82;
    private static final int URI = 0x86;
    private static final int MOST = 100;

    private RequestedNames() {}

    /**
     * Checks a request.
     *
     * @param request in DER
     * @throws PkiException REQUEST_MALFORMED, ENROLMENT_NAME_DIFFERS
     */
    static void require(byte[] request, SubjectName name) throws PkiException {
        DerReader whole = DerReader.of(request, PkiReason.REQUEST_MALFORMED);
        DerReader info = whole.enter(DerWriter.SEQUENCE).enter(DerWriter.SEQUENCE);
        whole.end();
        info.integer();
        DerReader subject = info.enter(DerWriter.SEQUENCE);
        info.whole(DerWriter.SEQUENCE);
        Set<String> allowed = allowed(name);
        while (subject.more()) {
            requireCommonName(subject.enter(DerWriter.SET), allowed);
        }
        if (!info.more()) {
            return;
        }
        DerReader attributes = info.enter(CONTEXT_0);
        info.end();
        boolean seen = false;
        while (attributes.more()) {
            DerReader attribute = attributes.enter(DerWriter.SEQUENCE);
            if (attribute.oid().equals(EXTENSION_REQUEST)) {
                if (seen) {
                    throw attributes.malformed("extensions are asked for twice");
                }
                seen = true;
                DerReader values = attribute.enter(DerWriter.SET);
                requireAlternativeNames(values.enter(DerWriter.SEQUENCE), name, allowed);
                values.end();
                attribute.end();
            }
        }
    }

    private static Set<String> allowed(SubjectName name) {
        return name instanceof SubjectName.Hosts hosts ? Set.copyOf(hosts.dnsNames()) : Set.of(name.text());
    }

    private static void requireCommonName(DerReader relative, Set<String> allowed) throws PkiException {
        DerReader attribute = relative.enter(DerWriter.SEQUENCE);
        relative.end();
        String type = attribute.oid();
        byte[] value = attribute.whole();
        attribute.end();
        String text = new String(attribute.inside(value).content(value[0] & 0xff), StandardCharsets.UTF_8);
        if (!type.equals(COMMON_NAME) || !allowed.contains(text)) {
            throw new PkiException(
                    PkiReason.ENROLMENT_NAME_DIFFERS,
                    "the subject; it may be empty, or CN=" + String.join(" ", allowed));
        }
    }

    private static void requireAlternativeNames(DerReader extensions, SubjectName name, Set<String> allowed)
            throws PkiException {
        Set<String> seen = new HashSet<>();
        while (extensions.more()) {
            DerReader extension = extensions.enter(DerWriter.SEQUENCE);
            String oid = extension.oid();
            if (extension.at(DerWriter.BOOLEAN)) {
                extension.bool();
            }
            byte[] value = extension.content(DerWriter.OCTET_STRING);
            extension.end();
            if (!seen.add(oid)) {
                throw extensions.malformed("an extension is asked for twice");
            }
            // What else is asked for, the profile decides.
            if (oid.equals(ALTERNATIVE_NAME)) {
                List<String> asked =
                        names(extensions.inside(value), name instanceof SubjectName.Hosts ? DNS_NAME : URI);
                if (!allowed.equals(new HashSet<>(asked))) {
                    throw new PkiException(
                            PkiReason.ENROLMENT_NAME_DIFFERS,
                            "the alternative names; they may be left out, or " + String.join(" ", allowed));
                }
            }
        }
    }

    private static List<String> names(DerReader value, int kind) throws PkiException {
        DerReader list = value.enter(DerWriter.SEQUENCE);
        value.end();
        List<String> names = new ArrayList<>();
        while (list.more()) {
            if (names.size() == MOST) {
                throw list.malformed("too many names");
            }
            if (!list.at(kind)) {
                throw new PkiException(PkiReason.ENROLMENT_NAME_DIFFERS, "an alternative name of another kind");
            }
            names.add(new String(list.content(kind), StandardCharsets.US_ASCII));
        }
        return names;
    }
}
