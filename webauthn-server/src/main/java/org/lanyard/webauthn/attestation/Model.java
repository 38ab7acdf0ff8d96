package org.lanyard.webauthn.attestation;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lanyard.pki.assertion.AttestationFacts;

/**
 * A model of authenticator, as FIDO's metadata has it.
 *
 * @param aaguid a UUID in lower case; absent of those from before FIDO2
 * @param keys SHA-1 of attestation keys, hexadecimal: of those from before FIDO2
 * @param description as FIDO tells it, made fit for one line
 * @param roots who vouches for keys of it: authorities, or the very certificates of the keys
 * @param reports in no particular order
 * @param compromisedKeys attestation keys, encoded, that others got hold of: what they sign is not of this model
 */
record Model(
        Optional<String> aaguid,
        Set<String> keys,
        Optional<String> description,
        Set<X509Certificate> roots,
        List<ModelReport> reports,
        List<byte[]> compromisedKeys) {
    Model {
        description = description.flatMap(Model::oneLine);
        keys = Set.copyOf(keys);
        roots = Set.copyOf(roots);
        reports = List.copyOf(reports);
        compromisedKeys = List.copyOf(compromisedKeys);
    }

    ModelVerdict verdict(LocalDate today) {
        return ModelReport.judge(reports, today);
    }

    private static Optional<String> oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Z}]+", " ")
                .strip();
        int end = Math.min(line.length(), AttestationFacts.MAX_MODEL);
        if (end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        String cut = line.substring(0, end).strip();
        return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
    }
}
