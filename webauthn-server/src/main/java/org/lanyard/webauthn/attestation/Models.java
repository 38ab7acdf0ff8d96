package org.lanyard.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lanyard.pki.assertion.ModelStatus;

/** The models that one issue of the metadata lists. */
interface Models {
    /** None at all. */
    Models NONE = new Models() {
        @Override
        public List<Model> of(String aaguid) {
            return List.of();
        }

        @Override
        public List<Model> of(String aaguid, List<X509Certificate> chain) {
            return List.of();
        }

        @Override
        public List<Model> all() {
            return List.of();
        }
    };

    /** What goes by this AAGUID, a UUID in lower case. */
    List<Model> of(String aaguid);

    /** What goes by this AAGUID, or by the key of one of these certificates (attestationCertificateKeyIdentifiers). */
    List<Model> of(String aaguid, List<X509Certificate> chain);

    List<Model> all();

    /** By AAGUID, whose keys are not to be relied on. */
    default Map<String, ModelStatus> bad(LocalDate today) {
        Map<String, ModelStatus> bad = new TreeMap<>();
        for (Model model : all()) {
            model.aaguid().ifPresent(aaguid -> model.verdict(today).bad().ifPresent(status -> bad.put(aaguid, status)));
        }
        return bad;
    }
}
